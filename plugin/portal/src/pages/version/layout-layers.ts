/*
 * A flow in layers, as Sugiyama draws graphs: ranks along the links, in each rank an order with few crossings. Nothing here recurses and nothing takes longer than
 * the flow is large, for a thousand blocks in a row or connected every which way must not stop it.
 */

export type Edge = { from: number; to: number };

/** What a line stands on while it passes a rank; numbers from the count of the blocks on. */
export type Line = { edge: Edge; back: boolean; stops: number[] };

export type Layers = {
    /** Which blocks and stops stand in each rank, in order. */
    layers: number[][];
    /** What leads to, and from, each of them in the rank before, and the rank after. */
    before: number[][];
    after: number[][];
    lines: Line[];
};

/** Lines across many ranks take room for all of them; beyond this much the longest go straight. */
const mostStops = 20_000;
const sweeps = 8;

type Walk = { reached: number[]; finished: number[]; back: Set<Edge>; fromFirst: number };

/** Depth first, from the first block on: the order in which blocks were reached and finished, the edges that lead back, and how many come from the first. */
function walk(next: Edge[][], roots: number[]): Walk {
    const state = new Array<'new' | 'open' | 'done'>(next.length).fill('new');
    const tried = new Array<number>(next.length).fill(0);
    const result: Walk = { reached: [], finished: [], back: new Set(), fromFirst: 0 };
    for (const root of roots) {
        const path = state[root] === 'new' ? [root] : [];
        for (let at = path.at(-1); at !== undefined; at = path.at(-1)) {
            if (state[at] === 'new') {
                state[at] = 'open';
                result.reached.push(at);
            }
            const edge = next[at]![tried[at]!++];
            if (!edge) {
                state[at] = 'done';
                result.finished.push(path.pop()!);
            } else if (state[edge.to] === 'open') result.back.add(edge);
            else if (state[edge.to] === 'new') path.push(edge.to);
        }
        result.fromFirst ||= result.reached.length;
    }
    return result;
}

/** Every block one rank after the last that leads to it; what does not come from the first block stands right before what it leads to. */
function ranksOf(next: Edge[][], { reached, finished, back, fromFirst }: Walk): number[] {
    const ranks = new Array<number>(next.length).fill(0);
    const ahead = (at: number) => next[at]!.filter((edge) => !back.has(edge));
    for (const at of finished.toReversed()) for (const { to } of ahead(at)) ranks[to] = Math.max(ranks[to]!, ranks[at]! + 1);
    const apart = new Set(reached.slice(fromFirst));
    for (const at of finished) {
        const after = ahead(at).map(({ to }) => ranks[to]!);
        if (apart.has(at) && after.length > 0) ranks[at] = Math.min(...after) - 1;
    }
    return ranks;
}

/** How many lines cross between two neighbouring layers. */
function crossings(upper: number[], after: number[][], place: number[], width: number): number {
    const seen = new Array<number>(width + 1).fill(0);
    let [total, passed] = [0, 0];
    for (const at of upper) {
        const ends = after[at]!.map((to) => place[to]!);
        for (const end of ends) {
            let before = 0;
            for (let index = end + 1; index > 0; index -= index & -index) before += seen[index]!;
            total += passed - before;
        }
        for (const end of ends) for (let index = end + 1; index <= width; index += index & -index) seen[index]!++;
        passed += ends.length;
    }
    return total;
}

/** Moves blocks and stops to the middle of what they are connected with, layer by layer to and fro, and keeps the best order. */
function untangle({ layers, before, after }: Layers): number[][] {
    const place: number[] = [];
    const settle = (layer: number[]) => layer.forEach((at, index) => (place[at] = index));
    const tangled = () => layers.slice(1).reduce((sum, layer, index) => sum + crossings(layers[index]!, after, place, layer.length), 0);
    layers.forEach(settle);
    let best = { crossed: tangled(), layers: layers.map((layer) => [...layer]) };
    for (let sweep = 0; sweep < sweeps && best.crossed > 0; sweep++) {
        const neighbours = sweep % 2 === 0 ? before : after;
        for (const layer of sweep % 2 === 0 ? layers : layers.toReversed()) {
            const middle = (at: number) => neighbours[at]!.reduce((sum, one) => sum + place[one]!, 0) / neighbours[at]!.length;
            const wanted = new Map(layer.map((at, index) => [at, neighbours[at]!.length > 0 ? middle(at) : index]));
            layer.sort((one, other) => wanted.get(one)! - wanted.get(other)!);
            settle(layer);
        }
        const crossed = tangled();
        if (crossed < best.crossed) best = { crossed, layers: layers.map((layer) => [...layer]) };
    }
    return best.layers;
}

/** Puts blocks, and the stops of lines that pass them, into ranks. `first` is the block that the flow starts with. */
export function layersOf(count: number, edges: Edge[], first: number): Layers {
    const next = Array.from({ length: count }, (): Edge[] => []);
    for (const edge of edges) next[edge.from]!.push(edge);
    const led = new Set(edges.map(({ to }) => to));
    const all = [...next.keys()];
    const walked = walk(next, [first, ...all.filter((at) => !led.has(at)), ...all]);
    const ranks = ranksOf(next, walked);

    const order = new Array<number>(count);
    walked.reached.forEach((at, index) => (order[at] = index));
    const result: Layers = { layers: [], before: all.map(() => []), after: all.map(() => []), lines: [] };
    const put = (at: number, rank: number) => (result.layers[rank] ??= []).push(at);
    for (const at of walked.reached) put(at, ranks[at]!);
    const join = (one: number, other: number) => {
        result.after[one]!.push(other);
        result.before[other]!.push(one);
    };
    // A line back leaves behind its block and arrives before the other, so it also passes the ranks of both.
    const lines = edges.map((edge) => {
        const back = walked.back.has(edge);
        const [from, to] = back ? [ranks[edge.to]!, ranks[edge.from]! + 1] : [ranks[edge.from]! + 1, ranks[edge.to]!];
        return { edge, back, from, length: to - from };
    });
    let spare = mostStops;
    for (const { edge, back, from, length } of lines.toSorted((one, other) => one.length - other.length)) {
        const stops = length > spare ? [] : Array.from({ length }, (_, index) => result.before.length + index);
        spare -= stops.length;
        stops.forEach((stop, index) => {
            result.before.push([]);
            result.after.push([]);
            order[stop] = Math.max(order[edge.from]!, order[edge.to]!);
            put(stop, from + index);
        });
        const passed = back ? stops : length > 0 && stops.length === 0 ? [] : [edge.from, ...stops, edge.to];
        passed.slice(1).forEach((at, index) => join(passed[index]!, at));
        result.lines.push({ edge, back, stops: back ? stops.toReversed() : stops });
    }
    for (const layer of result.layers) layer.sort((one, other) => order[one]! - order[other]!);
    return { ...result, layers: untangle(result) };
}
