import '@xyflow/react/dist/base.css';
import './canvas.css';
import './block-canvas.css';
import { Background, ControlButton, Controls, MarkerType, MiniMap, ReactFlow, type ReactFlowInstance } from '@xyflow/react';
import { Play } from 'lucide-react';
import { useEffect, useMemo, useRef, type TouchEvent } from 'react';
import { smallestZoom, wholeGraph } from '../../ui/graph';
import { BlockCard, handlesOf, type BlockNode } from './block-card';
import type { Target } from './block-find';
import type { BlockGraph } from './block-graph';
import { boxAround, openingView, readableZoom } from './canvas-opening';
import { ConnectionLine, type ConnectionEdge } from './connection-line';
import { blockHeight_px, blockWidth_px, type Direction, type Placed, type Point } from './layout';

const nodeTypes = { block: BlockCard };
const edgeTypes = { connection: ConnectionLine };

/** With more blocks than this, a map of the whole helps; with more than that, only what is in view is in the document. */
const mostWithoutMap = 20;
const mostAtOnce = 150;

/** Room above and below the blocks, so that a short dataflow stands in a low canvas. */
const spareHeight_px = 124;

export const heightOf = ({ height_px }: Placed) => height_px + spareHeight_px;

/** Where the person was, for when the canvas opens again elsewhere. */
export type Place = { placed: Placed; selected: number | undefined; middle: Point; zoom: number };

type Props = {
    graph: BlockGraph;
    placed: Placed;
    direction: Direction;
    selected: number | undefined;
    hits: number[];
    target: Target | undefined;
    place: { current: Place | undefined };
    /** It fills the window, so that nothing else has to be scrolled. */
    full?: boolean;
    onSelect: (index: number) => void;
};

/** One finger scrolls the page, as everywhere on it; two move the canvas. */
const leaveToPage = (event: TouchEvent) => {
    if (event.touches.length < 2) event.stopPropagation();
};

/** The dataflow as it runs: blocks that can be reached by keyboard and opened, and what leads from one to the next. */
export function Canvas({ graph, placed, direction, selected, hits, target, place, full, onSelect }: Props) {
    const { blocks, links, starts } = graph;
    const withMap = blocks.length > mostWithoutMap && direction === 'LR';
    const pane = useRef<HTMLDivElement>(null);
    const flow = useRef<ReactFlowInstance<BlockNode, ConnectionEdge>>(undefined);
    const focused = useRef(target?.turn);

    /** `undefined` once the canvas is gone, which the library may find out late. */
    const size = () => pane.current?.getBoundingClientRect();
    const show = (matter: number[]) => {
        const room = size();
        if (room) void flow.current!.setViewport(openingView(placed, room, matter));
    };
    const centre = ({ x, y }: Point, zoom: number) => void flow.current!.setCenter(x, y, { zoom });
    const open = () => {
        const before = place.current;
        if (before?.placed === placed && before.selected === selected) centre(before.middle, before.zoom);
        else show(selected === undefined ? starts : [selected]);
    };
    useEffect(() => {
        if (!target || !flow.current || focused.current === target.turn) return;
        const box = boxAround(placed, [target.index]);
        centre({ x: box.x + box.width / 2, y: box.y + box.height / 2 }, Math.max(flow.current.getZoom(), readableZoom));
        pane.current!.scrollIntoView({ block: 'nearest' });
    }, [target, placed]);

    const nodes = useMemo<BlockNode[]>(() => {
        const found = new Set(hits);
        const handles = handlesOf(direction);
        const size = { width: blockWidth_px, height: blockHeight_px };
        const takeFocus = (card: HTMLElement) => {
            if (focused.current === target?.turn) return;
            focused.current = target?.turn;
            card.closest<HTMLElement>('.react-flow__node')!.focus({ preventScroll: true });
        };
        return blocks.map((block, index) => ({
            id: String(index),
            type: 'block',
            position: placed.blocks[index]!,
            data: { block, direction, hit: found.has(index), onShown: index === target?.index ? takeFocus : undefined },
            ...size,
            measured: size,
            handles,
            selected: index === selected,
            draggable: false,
            ariaLabel: block.type ? `${block.name}, ${block.type}` : block.name,
        }));
    }, [blocks, placed, selected, hits, target, direction]);
    const edges = useMemo<ConnectionEdge[]>(
        () =>
            links.map(({ from, to }, index) => ({
                id: String(index),
                type: 'connection',
                data: { bends: placed.bends[index]!, direction },
                source: String(from),
                target: String(to),
                focusable: false,
                ariaLabel: `${blocks[from]!.name} leads to ${blocks[to]!.name}`,
                markerEnd: { type: MarkerType.ArrowClosed, color: 'var(--line-strong)' },
            })),
        [blocks, links, placed, direction],
    );
    return (
        <div
            className="canvas block-canvas"
            data-full={full || undefined}
            data-map={withMap || undefined}
            ref={pane}
            style={full ? undefined : { height: heightOf(placed) }}
            onTouchStartCapture={full ? undefined : leaveToPage}
        >
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
                onlyRenderVisibleElements={blocks.length > mostAtOnce}
                onInit={(instance) => {
                    flow.current = instance;
                    open();
                }}
                onMoveEnd={(_, { x, y, zoom }) => {
                    const room = size();
                    if (room) place.current = { placed, selected, middle: { x: (room.width / 2 - x) / zoom, y: (room.height / 2 - y) / zoom }, zoom };
                }}
                minZoom={smallestZoom}
                zoomOnScroll={full ?? false}
                preventScrolling={full ?? false}
                proOptions={{ hideAttribution: true }}
                aria-label="Blocks and connections"
            >
                <Background gap={22} size={1.6} />
                <Controls showInteractive={false} fitViewOptions={wholeGraph} position="top-right">
                    <ControlButton title="Start of the flow" aria-label="Start of the flow" onClick={() => show(starts)}>
                        <Play aria-hidden />
                    </ControlButton>
                </Controls>
                {withMap && (
                    <MiniMap<BlockNode> pannable zoomable nodeClassName={({ data, selected }) => (selected ? 'is-selected' : data.hit ? 'is-hit' : '')} ariaLabel="Map of all blocks" />
                )}
            </ReactFlow>
        </div>
    );
}
