import { expect, test } from 'vitest';
import { addressOf, indexOf } from './selection';

const blocks = ['a', 'b', 'a', '', 'a', ''].map((id) => ({ id }));

test('every block has an address that leads back to it, also where ids repeat or are missing', () => {
    expect(addressOf(blocks, 1)).toEqual({ block: 'b', nth: undefined });
    blocks.forEach((_, index) => {
        const { block, nth } = addressOf(blocks, index);
        expect(indexOf(blocks, { block, nth: nth?.toString() })).toBe(index);
    });
});

test.each([{}, { block: 'z' }, { block: 'a', nth: '4' }, { block: 'a', nth: '0' }, { block: 'a', nth: 'x' }, { nth: '3' }])(
    '%j is the address of none',
    (address) => {
        expect(indexOf(blocks, address)).toBeUndefined();
    },
);
