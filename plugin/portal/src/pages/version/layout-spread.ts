import type { Layers } from './layout-layers';

const rounds = 3;

/** How much what is connected with nothing there counts beside what is. */
const idle = 0.01;

/** The places nearest to the wanted ones that are in order and apart; `apart[i]` is from the one before, `weights` are how much each counts. */
export function spread(wanted: number[], apart: number[], weights: number[]): number[] {
    // Pool adjacent violators: what would get too near to each other moves together, to where that is best for all of them.
    const pools: { sum: number; weight: number; count: number }[] = [];
    const offsets: number[] = [];
    wanted.forEach((place, index) => {
        offsets.push(index === 0 ? 0 : offsets[index - 1]! + apart[index]!);
        let pool = { sum: (place - offsets[index]!) * weights[index]!, weight: weights[index]!, count: 1 };
        for (let last = pools.at(-1); last && last.sum / last.weight > pool.sum / pool.weight; last = pools.at(-1)) {
            pool = { sum: pool.sum + last.sum, weight: pool.weight + last.weight, count: pool.count + last.count };
            pools.pop();
        }
        pools.push(pool);
    });
    const moved = pools.flatMap(({ sum, weight, count }) => new Array<number>(count).fill(sum / weight));
    return moved.map((place, index) => place + offsets[index]!);
}

/**
 * Where the middle of everything is across the layers: in the middle of what it is connected with, as far as there is room; beside the first of them where they
 * reach further than can be in sight, for then the middle is far from all that one wants to see with it.
 */
export function acrossLayers({ layers, before, after }: Layers, distance: (one: number, other: number) => number, sight: number): number[] {
    const place: number[] = [];
    const apart = layers.map((layer) => layer.map((at, index) => (index === 0 ? 0 : distance(layer[index - 1]!, at))));
    const set = (index: number, neighbours?: number[][]) => {
        const layer = layers[index]!;
        const near = (at: number) => neighbours?.[at] ?? [];
        const middle = (at: number) => {
            const places = near(at)
                .map((one) => place[one]!)
                .sort((one, other) => one - other);
            if (places.at(-1)! - places[0]! > sight) return places[0]!;
            const half = (places.length - 1) / 2;
            return (places[Math.floor(half)]! + places[Math.ceil(half)]!) / 2;
        };
        const wanted = layer.map((at) => (near(at).length > 0 ? middle(at) : (place[at] ?? 0)));
        const weights = layer.map((at) => near(at).length || idle);
        spread(wanted, apart[index]!, weights).forEach((one, nth) => (place[layer[nth]!] = one));
    };
    const along = [...layers.keys()];
    for (const index of along) set(index);
    // The last goes against the flow, so that what leads to several stands in the middle of them.
    for (let round = 0; round < rounds; round++) {
        for (const index of along) set(index, before);
        for (const index of along.toReversed()) set(index, after);
    }
    return place;
}
