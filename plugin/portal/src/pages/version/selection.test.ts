import { expect, test } from 'vitest';
import type { Block } from '../../api/types';
import { addressOf, indexOf } from './selection';

const blocks = ['a', 'b', 'a', 'a'].map((id) => ({ id, type: 'script' })) as Block[];

test('every block has an address that leads back to it, also where ids repeat', () => {
    expect(addressOf(blocks, 1)).toEqual({ block: 'b', nth: undefined });
    blocks.forEach((_, index) => {
        const { block, nth } = addressOf(blocks, index);
        expect(indexOf(blocks, { block, nth: nth?.toString() })).toBe(index);
    });
});

test.each([{}, { block: 'z' }, { block: 'a', nth: '4' }, { block: 'a', nth: '0' }, { block: 'a', nth: 'x' }])('%j is the address of none', (address) => {
    expect(indexOf(blocks, address)).toBeUndefined();
});
