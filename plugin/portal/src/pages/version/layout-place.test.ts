import { describe, expect, test } from 'vitest';
import { randomFrom } from '../../testing/random';
import { isInside, openingView } from './canvas-opening';
import { blockHeight_px, blockWidth_px, type Direction, type Flow, type Link, type Placed, type Point } from './layout';
import { placeBlocks } from './layout-place';

const range = (count: number) => Array.from({ length: count }, (_, index) => index);
const chain = (count: number): Link[] => range(count - 1).map((from) => ({ from, to: from + 1 }));
const fanOut = (count: number): Link[] => range(count).map((index) => ({ from: 0, to: index + 1 }));
const links = (...pairs: [number, number][]): Link[] => pairs.map(([from, to]) => ({ from, to }));

function generated(seed: number): Flow {
    const random = randomFrom(seed);
    const count = 1 + random.below(40);
    return {
        count,
        links: range(random.below(count * 2)).map(() => ({ from: random.below(count), to: random.below(count) })),
        starts: [...new Set(range(1 + random.below(3)).map(() => random.below(count)))],
        direction: random.oneOf(['LR', 'TB'] as const),
    };
}

/** Blocks that the flow starts with are those that nothing leads to, or else one. */
function settled({ count, links, starts, direction }: Flow): Flow {
    const reached = new Set(links.filter(({ from, to }) => from !== to).map(({ to }) => to));
    const unreached = starts.filter((index) => !reached.has(index));
    return { count, links, direction, starts: unreached.length > 0 ? unreached : [starts[0]!] };
}

const flows: [string, Flow][] = (['LR', 'TB'] as Direction[]).flatMap((direction) => [
    [`one block, ${direction}`, { count: 1, links: [], starts: [0], direction }],
    [`a chain of 60, ${direction}`, { count: 60, links: chain(60), starts: [0], direction }],
    [`a fan-out of 40, ${direction}`, { count: 41, links: fanOut(40), starts: [0], direction }],
    [
        `a fan-out of 40 with a note and another start, ${direction}`,
        { count: 44, links: [...fanOut(40), { from: 42, to: 7 }], starts: [43, 42, 0], direction },
    ],
    [`90 without connections, ${direction}`, { count: 90, links: [], starts: [0], direction }],
    [`a ring, ${direction}`, { count: 5, links: links([0, 1], [1, 2], [2, 3], [3, 4], [4, 0]), starts: [0], direction }],
    [`a ring and a note, ${direction}`, { count: 4, links: links([0, 1], [1, 2], [2, 0]), starts: [3, 0], direction }],
    [
        `a long flow into which a start leads late, ${direction}`,
        { count: 31, links: [...chain(30), { from: 30, to: 29 }], starts: [30], direction },
    ],
    [
        `leads to itself, doubled, and back, ${direction}`,
        { count: 3, links: links([0, 0], [0, 1], [0, 1], [1, 0], [2, 2]), starts: [0], direction },
    ],
]);
for (const seed of range(60)) flows.push([`generated ${seed + 1}`, settled(generated(seed + 1))]);

const overlap = (one: { x: number; y: number }, other: { x: number; y: number }) =>
    Math.abs(one.x - other.x) < blockWidth_px && Math.abs(one.y - other.y) < blockHeight_px;

const isBeside = (bend: Point, { x, y }: Point) =>
    bend.x <= x || bend.x >= x + blockWidth_px || bend.y <= y || bend.y >= y + blockHeight_px;

describe.each(flows)('%s', (_, flow) => {
    const placed: Placed = placeBlocks(flow);

    test('every block has a place of its own within the whole, every link its line', () => {
        expect(placed.blocks).toHaveLength(flow.count);
        expect(placed.bends).toHaveLength(flow.links.length);
        for (const { x, y } of placed.blocks) {
            expect(x).toBeGreaterThanOrEqual(-0.001);
            expect(y).toBeGreaterThanOrEqual(-0.001);
            expect(x + blockWidth_px).toBeLessThanOrEqual(placed.width_px + 0.001);
            expect(y + blockHeight_px).toBeLessThanOrEqual(placed.height_px + 0.001);
        }
        const behind = placed.bends
            .flat()
            .filter((bend) => !(Number.isFinite(bend.x + bend.y) && placed.blocks.every((block) => isBeside(bend, block))));
        expect(behind).toEqual([]);
        const crowded = range(flow.count).filter((index) =>
            placed.blocks.slice(0, index).some((other) => overlap(other, placed.blocks[index]!)),
        );
        expect(crowded).toEqual([]);
    });

    const panes =
        flow.direction === 'LR'
            ? [
                  { width: 1000, height: 590 },
                  { width: 640, height: 260 },
              ]
            : [
                  { width: 358, height: 557 },
                  { width: 288, height: 300 },
              ];
    test.each(panes)('U1: what the flow starts with is seen first, whole and readable, in %j', (pane) => {
        const view = openingView(placed, pane, flow.starts);
        expect(view.zoom).toBeGreaterThanOrEqual(0.85);
        for (const index of flow.starts)
            expect(isInside({ ...placed.blocks[index]!, width: blockWidth_px, height: blockHeight_px }, view, pane)).toBe(true);
    });
});

test('blocks stand in the order of their connections, and a line that skips a block goes round it', () => {
    const { blocks, bends } = placeBlocks({ count: 3, links: links([0, 1], [1, 2], [0, 2]), starts: [0], direction: 'LR' });
    const [a, b, c] = blocks;
    expect(a!.x).toBeLessThan(b!.x);
    expect(b!.x).toBeLessThan(c!.x);
    const round = bends[2]!.find((point) => point.x >= b!.x && point.x <= b!.x + blockWidth_px)!;
    expect(round.y < b!.y || round.y > b!.y + blockHeight_px).toBe(true);
});

test('a chain of thousands is placed, and a thousand lines across it', () => {
    const { blocks, bends } = placeBlocks({
        count: 6000,
        links: [...chain(6000), ...range(1000).map((from) => ({ from, to: 5999 }))],
        starts: [0],
        direction: 'LR',
    });
    expect(new Set(blocks.map(({ x, y }) => `${x} ${y}`)).size).toBe(6000);
    expect(bends).toHaveLength(6999);
});

test('what one block leads to stands in the order in which it is stored', () => {
    const { blocks } = placeBlocks({ count: 19, links: fanOut(18), starts: [0], direction: 'TB' });
    const places = blocks.slice(1).map(({ x }) => x);
    expect(places).toEqual([...places].sort((one, other) => one - other));
});

test('what the first block does not lead to stands right before what it leads to', () => {
    const { blocks } = placeBlocks({ count: 7, links: [...chain(6), { from: 6, to: 5 }], starts: [0], direction: 'LR' });
    expect(blocks[6]!.x).toBe(blocks[4]!.x);
});

test('a line back leaves behind its block and arrives before the other, beside what stands between', () => {
    const { blocks, bends } = placeBlocks({ count: 3, links: links([0, 1], [1, 2], [2, 0]), starts: [0], direction: 'LR' });
    expect(bends[2]![0]!.x).toBe(blocks[2]!.x + blockWidth_px);
    expect(bends[2]!.at(-1)!.x).toBe(blocks[0]!.x);
});

test('what leads to several stands in the middle of them, or beside the first where they reach out of sight', () => {
    const tree = range(363).map((index) => ({ from: Math.floor(index / 3), to: index + 1 }));
    const { blocks } = placeBlocks({ count: 364, links: tree, starts: [0], direction: 'LR' });
    for (const parent of range(121)) {
        const children = [1, 2, 3].map((nth) => blocks[3 * parent + nth]!.y);
        expect(blocks[parent]!.y).toBeCloseTo(children[2]! - children[0]! > 600 ? children[0]! : children[1]!, 1);
    }
});
