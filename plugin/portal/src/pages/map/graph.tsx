import '@xyflow/react/dist/base.css';
import '../version/canvas.css';
import './map.css';
import { Background, Controls, Handle, MarkerType, Position, ReactFlow, type Node, type NodeProps } from '@xyflow/react';
import { useMemo } from 'react';
import type { OrganizationMap } from '../../api/types';
import { typeLabels } from '../../ui/chips';
import { showReadably, smallestZoom, wholeGraph } from '../../ui/graph';
import { arrange, arrowOf, nodeHeight_px, nodeWidth_px } from './arrange';
import { ArrowLine, type Arrow } from './arrow';

type OrganizationNode = Node<{ organization: OrganizationMap['organizations'][number]; dimmed: boolean }, 'organization'>;

const OrganizationCard = ({ data: { organization, dimmed }, selected }: NodeProps<OrganizationNode>) => (
    <div
        className="org-node"
        data-type={organization.type ?? 'none'}
        data-selected={selected || undefined}
        data-dimmed={dimmed || undefined}
    >
        <Handle id="in" type="target" position={Position.Left} isConnectable={false} />
        <Handle id="in-right" type="target" position={Position.Right} isConnectable={false} />
        <span className="org-node-name" title={organization.name}>
            {organization.name}
        </span>
        <span className="org-node-type">{organization.type ? typeLabels[organization.type] : 'Not registered'}</span>
        <Handle id="out" type="source" position={Position.Right} isConnectable={false} />
        <Handle id="out-left" type="source" position={Position.Left} isConnectable={false} />
    </div>
);

const nodeTypes = { organization: OrganizationCard };
const edgeTypes = { arrow: ArrowLine };
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

/** With more organizations than this, the graph shows the surroundings and the arrows of the chosen one only. */
const most = 60;

export type Mapping = OrganizationMap['mappings'][number];

type Props = {
    map: OrganizationMap;
    focus: string;
    arrow: string | undefined;
    onFocus: (id: string) => void;
    onArrow: (mapping: Mapping) => void;
};

export default function Graph({ map, focus, arrow, onFocus, onArrow }: Props) {
    const { organizations: placed, bends } = useMemo(() => arrange(map), [map]);
    const columnOf = useMemo(() => new Map(placed.map((one) => [one.organization.id, one.column])), [placed]);
    const nameOf = useMemo(() => new Map(map.organizations.map((one) => [one.id, one.name])), [map]);
    const near = useMemo(() => {
        const ids = new Set([focus]);
        for (const { source, target } of map.mappings) {
            if (source === focus) ids.add(target);
            if (target === focus) ids.add(source);
        }
        return ids;
    }, [map, focus]);
    const isKnown = columnOf.has(focus);
    const isLarge = placed.length > most;
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
    const edges = useMemo<Arrow[]>(
        () =>
            map.mappings
                .map((mapping) => ({ ...mapping, isNear: !isKnown || mapping.source === focus || mapping.target === focus }))
                .filter(({ source, target, isNear }) => columnOf.has(source) && columnOf.has(target) && (isNear || !isLarge))
                .map((mapping) => {
                    const { source, target, promotable, isNear } = mapping;
                    const ahead = columnOf.get(target)! - columnOf.get(source)!;
                    return {
                        id: arrowOf(mapping),
                        type: 'arrow',
                        data: { bends: bends.get(arrowOf(mapping)) ?? [] },
                        selected: arrowOf(mapping) === arrow,
                        ariaLabel: `${nameOf.get(source)} to ${nameOf.get(target)}, ${promotable ? 'can be promoted along' : 'cannot be promoted along'}`,
                        source,
                        target,
                        sourceHandle: ahead < 0 ? 'out-left' : 'out',
                        targetHandle: ahead > 0 ? 'in' : 'in-right',
                        className: `map-edge${promotable ? '' : ' map-edge-dashed'}${isNear ? '' : ' map-edge-dimmed'}`,
                        focusable: isNear,
                        zIndex: isNear ? 1 : 0,
                        markerEnd: {
                            type: MarkerType.ArrowClosed,
                            width: 16,
                            height: 16,
                            color: isNear ? 'var(--quiet)' : 'var(--line-strong)',
                        },
                    };
                }),
        [map, bends, columnOf, nameOf, focus, arrow, isKnown, isLarge],
    );
    return (
        <div className="canvas map" style={{ height: Math.max(...placed.map((one) => one.y)) + 160 }}>
            <ReactFlow
                key={isLarge ? focus : 'all'}
                nodes={nodes}
                edges={edges}
                nodeTypes={nodeTypes}
                edgeTypes={edgeTypes}
                onNodesChange={(changes) => {
                    for (const change of changes) if (change.type === 'select' && change.selected) onFocus(change.id);
                }}
                onEdgesChange={(changes) => {
                    for (const change of changes)
                        if (change.type === 'select' && change.selected) onArrow(map.mappings.find((one) => arrowOf(one) === change.id)!);
                }}
                nodesConnectable={false}
                nodesDraggable={false}
                onlyRenderVisibleElements={placed.length > 150}
                onInit={(flow) => void showReadably(flow, isLarge && isKnown ? focus : undefined)}
                minZoom={smallestZoom}
                zoomOnScroll={false}
                preventScrolling={false}
                aria-label="Organizations and mappings"
            >
                <Background gap={22} size={1.6} />
                <Controls showInteractive={false} fitViewOptions={wholeGraph} position="bottom-left" orientation="horizontal" />
            </ReactFlow>
        </div>
    );
}
