import '@xyflow/react/dist/base.css';
import './canvas.css';
import './block-canvas.css';
import { Background, ControlButton, Controls, MarkerType, MiniMap, ReactFlow, type ReactFlowInstance } from '@xyflow/react';
import { Play } from 'lucide-react';
import { useEffect, useEffectEvent, useLayoutEffect, useMemo, useRef, useState, type RefObject, type TouchEvent } from 'react';
import { smallestZoom, wholeGraph } from '../../ui/graph';
import { BlockCard, handlesOf, type BlockNode } from './block-card';
import type { Target } from './block-find';
import type { BlockGraph } from './block-graph';
import { boxAround, isInside, openingView, readableZoom, type Size, type View, viewAround } from './canvas-opening';
import { ConnectionLine, type ConnectionEdge } from './connection-line';
import { blockHeight_px, blockWidth_px, type Direction, type Placed, type Point } from './layout';

const nodeTypes = { block: BlockCard };
const edgeTypes = { connection: ConnectionLine };

/** With more blocks than this, only what is in sight is in the document. */
const mostAtOnce = 150;

/** So many blocks that a map of the whole helps. */
export const isLarge = (count: number) => count > 20;
const mapSize = { width: 168, height: 112 };

/** Room at the right for the buttons. */
const controls_px = 44;

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
    placeRef: RefObject<Place | undefined>;
    /** It fills the window, so that nothing else has to be scrolled. */
    full?: boolean;
    onSelect: (index: number) => void;
};

/** One finger scrolls the page, as everywhere on it; two move the canvas. */
const leaveToPage = (event: TouchEvent) => {
    if (event.touches.length < 2) event.stopPropagation();
};

/** The dataflow as it runs: blocks that can be reached by keyboard and opened, and what leads from one to the next. */
export function Canvas({ graph, placed, direction, selected, hits, target, placeRef, full, onSelect }: Props) {
    const { blocks, links, starts } = graph;
    const withMap = isLarge(blocks.length) && direction === 'LR';
    const pane = useRef<HTMLDivElement>(null);
    const flow = useRef<ReactFlowInstance<BlockNode, ConnectionEdge>>(undefined);
    const focused = useRef(target?.turn);
    const centred = useRef(target?.turn);

    // Measured, for the library learns of changes later.
    const paneSize = () => pane.current!.getBoundingClientRect();
    const [opening, setOpening] = useState<View>();
    const viewOf = (matter: number[]) => {
        const { width, height } = paneSize();
        return openingView(placed, { width: width - controls_px, height }, matter);
    };
    const open = useEffectEvent(() => {
        const before = placeRef.current;
        const same = before?.placed === placed && before.selected === selected;
        setOpening(same ? viewAround(before.middle, before.zoom, paneSize()) : viewOf(selected === undefined ? starts : [selected]));
    });
    useLayoutEffect(() => open(), [placed]);
    const centre = useEffectEvent(({ x, y, width, height }: Point & Size) => {
        const zoom = Math.max(flow.current!.getZoom(), readableZoom);
        void flow.current!.setViewport(viewAround({ x: x + width / 2, y: y + height / 2 }, zoom, paneSize()));
    });
    useEffect(() => {
        if (!target || !flow.current || centred.current === target.turn) return;
        centred.current = target.turn;
        centre(boxAround(placed, [target.index]));
        pane.current!.scrollIntoView({ block: 'nearest' });
    }, [target, placed]);
    // Details beside the canvas take room, so that the block they are about may have got out of sight.
    useEffect(() => {
        if (selected === undefined || !flow.current) return;
        const box = boxAround(placed, [selected]);
        if (!isInside(box, flow.current.getViewport(), paneSize())) centre(box);
    }, [selected, placed]);

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
            data-large={isLarge(blocks.length) || undefined}
            ref={pane}
            style={full ? undefined : { height: heightOf(placed) }}
            onTouchStartCapture={full ? undefined : leaveToPage}
        >
            {opening && (
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
                    defaultViewport={opening}
                    onInit={(instance) => void (flow.current = instance)}
                    onMoveEnd={(_, { x, y, zoom }) => {
                        if (!pane.current) return;
                        const { width, height } = paneSize();
                        placeRef.current = { placed, selected, middle: { x: (width / 2 - x) / zoom, y: (height / 2 - y) / zoom }, zoom };
                    }}
                    minZoom={smallestZoom}
                    zoomOnScroll={full ?? false}
                    preventScrolling={full ?? false}
                    proOptions={{ hideAttribution: true }}
                    aria-label="Blocks and connections"
                >
                    <Background gap={22} size={1.6} />
                    {!full && <p className="canvas-hint">Two fingers move the canvas.</p>}
                    <Controls showInteractive={false} fitViewOptions={wholeGraph} position="top-right">
                        <ControlButton
                            title="Start of the flow"
                            aria-label="Start of the flow"
                            onClick={() => void flow.current!.setViewport(viewOf(starts))}
                        >
                            <Play aria-hidden />
                        </ControlButton>
                    </Controls>
                    {withMap && (
                        <MiniMap<BlockNode>
                            pannable
                            zoomable
                            style={mapSize}
                            nodeClassName={({ data, selected }) => (selected ? 'is-selected' : data.hit ? 'is-hit' : '')}
                            ariaLabel="Map of all blocks"
                        />
                    )}
                </ReactFlow>
            )}
        </div>
    );
}
