import '@xyflow/react/dist/base.css';
import '../version/canvas.css';
import './map.css';
import { Background, Controls, Handle, MarkerType, Position, ReactFlow, type Edge, type Node, type NodeProps } from '@xyflow/react';
import { useMemo } from 'react';
import type { OrganizationMap } from '../../api/types';
import { TypeBadge } from '../../ui/chips';
import { arrange, nodeHeight_px, nodeWidth_px } from './arrange';

type OrganizationNode = Node<{ organization: OrganizationMap['organizations'][number]; dimmed: boolean }, 'organization'>;

const OrganizationCard = ({ data: { organization, dimmed }, selected }: NodeProps<OrganizationNode>) => (
    <div className="org-node" data-type={organization.type ?? 'none'} data-selected={selected || undefined} data-dimmed={dimmed || undefined}>
        <Handle id="in" type="target" position={Position.Left} isConnectable={false} />
        <Handle id="in-right" type="target" position={Position.Right} isConnectable={false} />
        <span className="org-node-name">{organization.name}</span>
        {organization.type && <TypeBadge type={organization.type} />}
        <Handle id="out" type="source" position={Position.Right} isConnectable={false} />
        <Handle id="out-left" type="source" position={Position.Left} isConnectable={false} />
    </div>
);

const nodeTypes = { organization: OrganizationCard };
const handle = (id: string, type: 'source' | 'target', position: Position) => ({
    id,
    type,
    position,
    x: position === Position.Left ? 0 : nodeWidth_px,
    y: nodeHeight_px / 2,
    width: 1,
    height: 1,
});
const handles = [
    handle('in', 'target', Position.Left),
    handle('in-right', 'target', Position.Right),
    handle('out', 'source', Position.Right),
    handle('out-left', 'source', Position.Left),
];

type Props = { map: OrganizationMap; focus: string; onFocus: (id: string) => void };

export default function Graph({ map, focus, onFocus }: Props) {
    const placed = useMemo(() => arrange(map), [map]);
    const columnOf = useMemo(() => new Map(placed.map((one) => [one.organization.id, one.column])), [placed]);
    const near = useMemo(() => {
        const ids = new Set([focus]);
        for (const { source, target } of map.mappings) {
            if (source === focus) ids.add(target);
            if (target === focus) ids.add(source);
        }
        return ids;
    }, [map, focus]);
    const isKnown = columnOf.has(focus);
    const nodes = useMemo<OrganizationNode[]>(
        () =>
            placed.map(({ organization, x, y }) => ({
                id: organization.id,
                type: 'organization',
                position: { x, y },
                data: { organization, dimmed: isKnown && !near.has(organization.id) },
                width: nodeWidth_px,
                height: nodeHeight_px,
                measured: { width: nodeWidth_px, height: nodeHeight_px },
                handles,
                selected: organization.id === focus,
                draggable: false,
                ariaLabel: organization.name,
            })),
        [placed, near, focus, isKnown],
    );
    const edges = useMemo<Edge[]>(
        () =>
            map.mappings
                .filter(({ source, target }) => columnOf.has(source) && columnOf.has(target))
                .map(({ source, target, promotable }) => {
                    const ahead = columnOf.get(target)! - columnOf.get(source)!;
                    const isNear = !isKnown || source === focus || target === focus;
                    return {
                        id: `${source}\u0000${target}`,
                        source,
                        target,
                        sourceHandle: ahead < 0 ? 'out-left' : 'out',
                        targetHandle: ahead > 0 ? 'in' : 'in-right',
                        className: `map-edge${promotable ? '' : ' map-edge-dashed'}${isNear ? '' : ' map-edge-dimmed'}`,
                        focusable: false,
                        markerEnd: { type: MarkerType.ArrowClosed, color: isNear ? 'var(--quiet)' : 'var(--line)' },
                    };
                }),
        [map, columnOf, focus, isKnown],
    );
    const shown = placed.length > 60 && isKnown ? [...near].map((id) => ({ id })) : undefined;
    return (
        <div className="canvas map" style={{ height: Math.max(...placed.map((one) => one.y)) + 190 }}>
            <ReactFlow
                key={placed.length > 60 ? focus : 'all'}
                nodes={nodes}
                edges={edges}
                nodeTypes={nodeTypes}
                onNodesChange={(changes) => {
                    for (const change of changes) if (change.type === 'select' && change.selected) onFocus(change.id);
                }}
                nodesConnectable={false}
                nodesDraggable={false}
                onlyRenderVisibleElements={placed.length > 150}
                fitView
                fitViewOptions={{ maxZoom: 1, padding: 0.1, nodes: shown }}
                minZoom={0.05}
                zoomOnScroll={false}
                preventScrolling={false}
                aria-label="Organizations and mappings"
            >
                <Background gap={22} size={1.6} />
                <Controls showInteractive={false} position="bottom-left" orientation="horizontal" />
            </ReactFlow>
        </div>
    );
}
