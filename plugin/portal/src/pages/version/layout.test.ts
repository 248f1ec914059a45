import { expect, test } from 'vitest';
import { blockWidth_px, placeBlocks } from './layout';

const block = (id: string) => ({ id, type: 'script', name: id });

test('blocks stand apart in the order of their connections, and one that skips a block goes round it', () => {
    const placed = placeBlocks([block('a'), block('b'), block('c')], [{ from: 'a', to: 'b' }, { from: 'b', to: 'c' }, { from: 'a', to: 'c' }], 'LR');
    const [a, b, c] = placed.blocks;
    expect(a!.x).toBeLessThan(b!.x);
    expect(b!.x).toBeLessThan(c!.x);
    const round = placed.connections[2]!.bends.find((point) => point.x > b!.x && point.x < b!.x + blockWidth_px)!;
    expect(round.y < b!.y || round.y > b!.y + 58).toBe(true);
});

test('repeated ids and connections to nowhere are drawn as far as they make sense', () => {
    const placed = placeBlocks([block('a'), block('a'), block('b')], [{ from: 'a', to: 'b' }, { from: 'a', to: 'gone' }], 'TB');
    expect(placed.blocks).toHaveLength(3);
    expect(placed.connections).toHaveLength(1);
    expect(new Set(placed.blocks.map((one) => `${one.x} ${one.y}`)).size).toBe(3);
});
