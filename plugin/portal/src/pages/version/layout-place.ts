import { Graph, layout } from '@dagrejs/dagre';
import { blockHeight_px, blockWidth_px, type Direction, type Flow, type Link, type Placed, type Point } from './layout';

/* Where everything stands. Takes seconds for a large dataflow, so only the worker of the canvas does it. */

const gap_px = 26;
const rankGap_px = { LR: 56, TB: 44 };
const partGap_px = 56;

/** Above this many blocks the best ranks take too long to find, and good ones do. */
const mostForBestRanks = 150;

/** Room beside the blocks that the flow starts with, for a line that goes round the next of them. */
const lane_px = 28;

/** Blocks that hang together, those that the flow starts with in the first. */
function partsOf({ count, links, starts }: Flow): number[][] {
    const parent = Array.from({ length: count }, (_, index) => index);
    const rootOf = (index: number) => {
        while (parent[index] !== index) index = parent[index] = parent[parent[index]!]!;
        return index;
    };
    for (const { from, to } of links) parent[rootOf(from)] = rootOf(to);
    for (const start of starts) parent[rootOf(start)] = rootOf(starts[0]!);
    const parts = new Map<number, number[]>();
    for (const start of starts) parts.set(rootOf(start), []);
    for (const index of parent.keys()) {
        const part = parts.get(rootOf(index));
        if (part) part.push(index);
        else parts.set(rootOf(index), [index]);
    }
    return [...parts.values()];
}

/** Round the block, from its way out to its way in. */
const loopRound = ({ x, y }: Point, direction: Direction): Point[] =>
    direction === 'LR'
        ? [{ x: x + blockWidth_px + 16, y: y - 12 }, { x: x - 16, y: y - 12 }]
        : [{ x: x + blockWidth_px + 16, y: y + blockHeight_px + 16 }, { x: x + blockWidth_px + 16, y: y - 16 }];

type Part = { corner: (index: number) => Point; bendsOf: (link: Link) => Point[]; width_px: number; height_px: number };

/** One part along its links. The blocks that the flow starts with stand above each other as one, so that all of them can be seen at first. */
function along(part: number[], links: Link[], starts: number[], direction: Direction): Part {
    const together = starts.length > 1 && part.includes(starts[0]!) ? starts : [];
    const nodeOf = (index: number) => (together.includes(index) ? 'starts' : String(index));
    const graph = new Graph();
    const ranker = part.length > mostForBestRanks ? 'tight-tree' : 'network-simplex';
    graph.setGraph({ rankdir: direction, nodesep: gap_px, edgesep: 44, ranksep: rankGap_px[direction], ranker });
    for (const index of part) graph.setNode(nodeOf(index), { width: blockWidth_px, height: blockHeight_px });
    if (together.length > 0)
        graph.setNode('starts', {
            width: blockWidth_px + (direction === 'TB' ? lane_px : 0),
            height: together.length * (blockHeight_px + gap_px) - gap_px,
        });
    for (const { from, to } of links) if (from !== to) graph.setEdge(nodeOf(from), nodeOf(to), {});
    layout(graph);
    const corner = (index: number): Point => {
        const { x, y, width, height } = graph.node(nodeOf(index)) as { x: number; y: number; width: number; height: number };
        const before = Math.max(together.indexOf(index), 0);
        return { x: x - width / 2, y: y - height / 2 + before * (blockHeight_px + gap_px) };
    };
    /** Past the starts below this one. */
    const lane = (index: number): Point[] => {
        const last = together.at(-1);
        if (direction === 'LR' || last === undefined || last === index || !together.includes(index)) return [];
        const { x, y } = corner(last);
        return [y, y + blockHeight_px].map((at) => ({ x: x + blockWidth_px + lane_px / 2, y: at }));
    };
    return {
        corner,
        bendsOf: ({ from, to }) => {
            if (from === to) return loopRound(corner(from), direction);
            const { points } = graph.edge(nodeOf(from), nodeOf(to)) as { points: Point[] };
            // The first and last point are at the blocks themselves.
            return [...lane(from), ...points.slice(1, -1)];
        },
        width_px: graph.graph().width ?? 0,
        height_px: graph.graph().height ?? 0,
    };
}

/** Blocks in rows, as one reads; what leads from one to another goes straight. */
function inRows(blocks: number[], direction: Direction): Part {
    const columns = Math.min(blocks.length, direction === 'LR' ? Math.max(4, Math.ceil(Math.sqrt(blocks.length / 2))) : Math.ceil(blocks.length / 40));
    const place = new Map(blocks.map((index, nth) => [index, { x: (nth % columns) * (blockWidth_px + gap_px), y: Math.floor(nth / columns) * (blockHeight_px + gap_px) }]));
    const corner = (index: number) => place.get(index)!;
    return {
        corner,
        bendsOf: ({ from, to }) => (from === to ? loopRound(corner(from), direction) : []),
        width_px: columns * (blockWidth_px + gap_px) - gap_px,
        height_px: Math.ceil(blocks.length / columns) * (blockHeight_px + gap_px) - gap_px,
    };
}

/** The library goes down a flow by recursion, which one of thousands of blocks in a row is too deep for. */
function alongOrInRows(part: number[], links: Link[], starts: number[], direction: Direction): Part {
    try {
        return along(part, links, starts, direction);
    } catch (error) {
        if (error instanceof RangeError) return inRows(part, direction);
        throw error;
    }
}

/** Places blocks along their links; part stands below part, and below them what is not connected. */
export function placeBlocks(flow: Flow): Placed {
    const { count, links, starts, direction } = flow;
    const parts = partsOf(flow);
    const partOf = new Map(parts.flatMap((part) => part.map((index) => [index, part] as const)));
    const linksOf = new Map<number[], Link[]>(parts.map((part) => [part, []]));
    for (const link of links) linksOf.get(partOf.get(link.from)!)!.push(link);
    const alone = parts.flatMap((part) => (part.length === 1 ? part : []));
    const laid = parts.filter((part) => part.length > 1).map((part) => ({ members: part, ...alongOrInRows(part, linksOf.get(part)!, starts, direction) }));
    if (alone.length > 0) laid.push({ members: alone, ...inRows(alone, direction) });

    const placed: Placed = { blocks: new Array<Point>(count), bends: [], width_px: 0, height_px: 0 };
    const moved = new Map<number, (link: Link) => Point[]>();
    for (const { members, corner, bendsOf, width_px, height_px } of laid) {
        const top = placed.height_px === 0 ? 0 : placed.height_px + partGap_px;
        const lower = ({ x, y }: Point) => ({ x, y: y + top });
        for (const index of members) {
            placed.blocks[index] = lower(corner(index));
            moved.set(index, (link) => bendsOf(link).map(lower));
        }
        placed.width_px = Math.max(placed.width_px, width_px);
        placed.height_px = top + height_px;
    }
    placed.bends = links.map((link) => moved.get(link.from)!(link));
    return placed;
}
