import { blockHeight_px, blockWidth_px, type Direction, type Flow, type Link, type Placed, type Point } from './layout';
import { layersOf, type Edge } from './layout-layers';
import { acrossLayers } from './layout-spread';

/* Where everything stands. Takes its time for a large dataflow, so only the worker of the canvas does it. */

const gap_px = 26;
const lineGap_px = 16;
const rankGap_px = { LR: 56, TB: 48 };
const partGap_px = 56;

/** How much across the flow a canvas shows readably. */
const sight_px = { LR: 600, TB: 400 };

/** How far beside a block the line runs that leads from it to itself. */
const loop_px = 14;

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

/** Beside the block, from its way out to its way in. */
const loopRound = ({ x, y }: Point, direction: Direction): Point[] =>
    direction === 'LR'
        ? [
              { x: x + blockWidth_px, y: y - loop_px },
              { x, y: y - loop_px },
          ]
        : [
              { x: x + blockWidth_px + loop_px, y: y + blockHeight_px },
              { x: x + blockWidth_px + loop_px, y },
          ];

type Part = { corners: Map<number, Point>; bendsOf: (link: Link) => Point[]; width_px: number; height_px: number };

/** One part along its links. Blocks that the flow starts with stand above each other as one, so that all of them can be seen at first. */
function along(part: number[], links: Link[], starts: number[], direction: Direction): Part {
    const across = direction === 'LR';
    const together = starts.length > 1 && part.includes(starts[0]!) ? starts : [];
    const height = Math.max(together.length, 1) * (blockHeight_px + gap_px) - gap_px;
    const lane = !across && together.length > 1 ? 2 * lineGap_px : 0;

    // The starts are node 0, the other blocks follow, and then where lines stop.
    const members = together.length > 0 ? [together[0]!, ...part.filter((index) => !together.includes(index))] : part;
    const nodeOf = new Map(members.map((index, node) => [index, node]));
    for (const start of together) nodeOf.set(start, 0);
    const first = together.length > 0 ? 0 : (nodeOf.get(starts[0]!) ?? 0);
    const size = (node: number) => {
        const group = node === 0 && together.length > 0;
        if (node >= members.length) return { width: 0, height: 0 };
        return { width: blockWidth_px + (group ? lane : 0), height: group ? height : blockHeight_px };
    };
    const edges = new Map<string, Edge>();
    const keyOf = ({ from, to }: Link) => `${nodeOf.get(from)} ${nodeOf.get(to)}`;
    for (const link of links) if (link.from !== link.to) edges.set(keyOf(link), { from: nodeOf.get(link.from)!, to: nodeOf.get(link.to)! });
    const layered = layersOf(members.length, [...edges.values()], first);

    // Measured across the ranks, and along them.
    const [wide, long] = across ? (['height', 'width'] as const) : (['width', 'height'] as const);
    const isStop = (node: number) => node >= members.length;
    const distance = (one: number, other: number) =>
        (size(one)[wide] + size(other)[wide]) / 2 + (isStop(one) || isStop(other) ? lineGap_px : gap_px);
    const middle = acrossLayers(layered, distance, sight_px[direction]);
    const least = middle.reduce((sum, at, node) => Math.min(sum, at - size(node)[wide] / 2), 0);
    const most = middle.reduce((sum, at, node) => Math.max(sum, at + size(node)[wide] / 2), 0);
    let end = 0;
    const ranks = layered.layers.map((layer) => {
        const start = end;
        const length = Math.max(...layer.map((node) => size(node)[long]));
        end += length + rankGap_px[direction];
        return { start, end: start + length };
    });
    const rankOf = new Map(layered.layers.flatMap((layer, rank) => layer.map((node) => [node, ranks[rank]!] as const)));
    const point = (on: number, beside: number): Point => (across ? { x: on, y: beside } : { x: beside, y: on });

    const corners = new Map<number, Point>();
    members.forEach((index, node) => corners.set(index, point(rankOf.get(node)!.start, middle[node]! - size(node)[wide] / 2 - least)));
    const top = corners.get(members[0]!)!;
    together.forEach((index, nth) => corners.set(index, { x: top.x, y: top.y + nth * (blockHeight_px + gap_px) }));

    /** Through the ranks without touching what stands there. */
    const passes = new Map<string, Point[]>(
        layered.lines.map(({ edge, back, stops }) => {
            const past = stops.flatMap((stop) => {
                const { start, end } = rankOf.get(stop)!;
                return (back ? [end, start] : [start, end]).map((on) => point(on, middle[stop]! - least));
            });
            return [`${edge.from} ${edge.to}`, past] as const;
        }),
    );
    /** Downwards, a line of a start goes round the starts below it. */
    const laneOf = (index: number): Point[] => {
        const last = together.at(-1);
        if (lane === 0 || last === index || !together.includes(index)) return [];
        const { x, y } = corners.get(last!)!;
        return [y, y + blockHeight_px].map((at) => ({ x: x + blockWidth_px + lane / 2, y: at }));
    };
    return {
        corners,
        bendsOf: (link) =>
            link.from === link.to ? loopRound(corners.get(link.from)!, direction) : [...laneOf(link.from), ...passes.get(keyOf(link))!],
        width_px: across ? end - rankGap_px[direction] : most - least,
        height_px: across ? most - least : end - rankGap_px[direction],
    };
}

/** Blocks that nothing connects, in rows as one reads. */
function inRows(blocks: number[], direction: Direction): Part {
    const columns = Math.min(
        blocks.length,
        direction === 'LR' ? Math.max(4, Math.ceil(Math.sqrt(blocks.length / 2))) : Math.ceil(blocks.length / 40),
    );
    const place = (nth: number): Point => ({
        x: (nth % columns) * (blockWidth_px + gap_px),
        y: Math.floor(nth / columns) * (blockHeight_px + gap_px),
    });
    const corners = new Map(blocks.map((index, nth) => [index, place(nth)]));
    return {
        corners,
        bendsOf: ({ from }) => loopRound(corners.get(from)!, direction),
        width_px: columns * (blockWidth_px + gap_px) - gap_px,
        height_px: Math.ceil(blocks.length / columns) * (blockHeight_px + gap_px) - gap_px,
    };
}

/** Places blocks along their links; part stands below part, and below them what is not connected. */
export function placeBlocks(flow: Flow): Placed {
    const { count, links, starts, direction } = flow;
    const parts = partsOf(flow);
    const partOf = new Map(parts.flatMap((part, nth) => part.map((index) => [index, nth] as const)));
    const linksOf = parts.map((): Link[] => []);
    for (const link of links) linksOf[partOf.get(link.from)!]!.push(link);
    const connected = parts.flatMap((part, nth) => (part.length > 1 ? [along(part, linksOf[nth]!, starts, direction)] : []));
    const alone = parts.flatMap((part) => (part.length === 1 ? part : []));

    const placed: Placed = { blocks: new Array<Point>(count), bends: [], width_px: 0, height_px: 0 };
    const bendsOf = new Array<(link: Link) => Point[]>(count);
    for (const part of alone.length > 0 ? [...connected, inRows(alone, direction)] : connected) {
        const top = placed.height_px === 0 ? 0 : placed.height_px + partGap_px;
        const lower = ({ x, y }: Point) => ({ x, y: y + top });
        for (const [index, corner] of part.corners) {
            placed.blocks[index] = lower(corner);
            bendsOf[index] = (link) => part.bendsOf(link).map(lower);
        }
        placed.width_px = Math.max(placed.width_px, part.width_px);
        placed.height_px = top + part.height_px;
    }
    placed.bends = links.map((link) => bendsOf[link.from]!(link));
    return placed;
}
