import '@xyflow/react/dist/base.css';
import './canvas.css';
import { Background, BaseEdge, Controls, Handle, MarkerType, Position, ReactFlow, type Edge, type EdgeProps, type Node, type NodeProps } from '@xyflow/react';
import { useMemo } from 'react';
import type { Block, Connection } from '../../api/types';
import { showReadably, smallestZoom, wholeGraph } from '../../ui/graph';
import { BlockIcon } from './block-icon';
import { blockHeight_px, blockWidth_px, pathThrough, placeBlocks, type Direction, type Point } from './layout';

type BlockNode = Node<{ block: Block; direction: Direction }, 'block'>;

const sides = {
    LR: { in: Position.Left, out: Position.Right, inAt: { x: 0, y: blockHeight_px / 2 }, outAt: { x: blockWidth_px, y: blockHeight_px / 2 } },
    TB: { in: Position.Top, out: Position.Bottom, inAt: { x: blockWidth_px / 2, y: 0 }, outAt: { x: blockWidth_px / 2, y: blockHeight_px } },
};

function BlockCard({ data: { block, direction }, selected }: NodeProps<BlockNode>) {
    return (
        <div className="block" data-selected={selected || undefined}>
            <Handle type="target" position={sides[direction].in} isConnectable={false} />
            <BlockIcon block={block} />
            <span className="block-text">
                <span className="block-name">{block.name || block.id}</span>
                <span className="block-type">{block.type}</span>
            </span>
            <Handle type="source" position={sides[direction].out} isConnectable={false} />
        </div>
    );
}

type ConnectionEdge = Edge<{ bends: Point[]; direction: Direction }, 'connection'>;

/** One that skips blocks goes round them. */
function ConnectionLine({ sourceX, sourceY, targetX, targetY, data, markerEnd }: EdgeProps<ConnectionEdge>) {
    const bends = data!.bends.length > 1 ? data!.bends : [];
    return <BaseEdge path={pathThrough([{ x: sourceX, y: sourceY }, ...bends, { x: targetX, y: targetY }], data!.direction)} markerEnd={markerEnd} />;
}

const nodeTypes = { block: BlockCard };
const edgeTypes = { connection: ConnectionLine };
const handlesOf = (direction: Direction) => [
    { type: 'target' as const, position: sides[direction].in, ...sides[direction].inAt, width: 1, height: 1 },
    { type: 'source' as const, position: sides[direction].out, ...sides[direction].outAt, width: 1, height: 1 },
];

const narrow = '(max-width: 40rem)';

/** Room above and below the blocks, so that a short dataflow stands in a low canvas. */
const spareHeight_px = 124;


type Props = { blocks: Block[]; connections: Connection[]; selected: number | undefined; onSelect: (index: number) => void };

/** The dataflow as it runs: blocks that can be reached by keyboard and opened, and what leads from one to the next. */
export function Canvas({ blocks, connections, selected, onSelect }: Props) {
    const direction: Direction = window.matchMedia(narrow).matches ? 'TB' : 'LR';
    const placed = useMemo(() => placeBlocks(blocks, connections, direction), [blocks, connections, direction]);
    const nodes = useMemo<BlockNode[]>(
        () =>
            placed.blocks.map(({ key, index, block, x, y }) => ({
                id: key,
                type: 'block',
                position: { x, y },
                data: { block, direction },
                width: blockWidth_px,
                height: blockHeight_px,
                measured: { width: blockWidth_px, height: blockHeight_px },
                handles: handlesOf(direction),
                selected: index === selected,
                draggable: false,
                ariaLabel: `${block.name || block.id}, ${block.type}`,
            })),
        [placed, selected, direction],
    );
    const edges = useMemo<ConnectionEdge[]>(
        () =>
            placed.connections.map(({ key, source, target, bends }) => ({
                id: key,
                type: 'connection',
                data: { bends, direction },
                source,
                target,
                focusable: false,
                markerEnd: { type: MarkerType.ArrowClosed, color: 'var(--line-strong)' },
            })),
        [placed, direction],
    );
    return (
        <div className="canvas" style={{ height: placed.height_px + spareHeight_px }}>
            <ReactFlow
                nodes={nodes}
                edges={edges}
                nodeTypes={nodeTypes}
                edgeTypes={edgeTypes}
                onNodesChange={(changes) => {
                    for (const change of changes) if (change.type === 'select' && change.selected) onSelect(Number(change.id));
                }}
                nodesConnectable={false}
                nodesDraggable={false}
                onlyRenderVisibleElements={blocks.length > 150}
                onInit={(flow) => void showReadably(flow)}
                minZoom={smallestZoom}
                zoomOnScroll={false}
                preventScrolling={false}
                aria-label="Blocks and connections"
            >
                <Background gap={22} size={1.6} />
                <Controls showInteractive={false} fitViewOptions={wholeGraph} position="bottom-left" orientation="horizontal" />
            </ReactFlow>
        </div>
    );
}
