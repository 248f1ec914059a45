import { expect, test } from 'vitest';
import { moved } from './moves';

test('arrows lead to the next cell and stop at the edges; home and end lead there, with control to the corners', () => {
    const from = (key: string, isControl = false) => moved({ row: 1, column: 1 }, key, isControl, 3, 4);
    expect(from('ArrowUp')).toEqual({ row: 0, column: 1 });
    expect(from('ArrowRight')).toEqual({ row: 1, column: 2 });
    expect(from('End')).toEqual({ row: 1, column: 3 });
    expect(from('Home', true)).toEqual({ row: 0, column: 0 });
    expect(from('End', true)).toEqual({ row: 2, column: 3 });
    expect(moved({ row: 2, column: 0 }, 'ArrowDown', false, 3, 4)).toEqual({ row: 2, column: 0 });
    expect(moved({ row: 2, column: 0 }, 'ArrowLeft', false, 3, 4)).toEqual({ row: 2, column: 0 });
    expect(from('Enter')).toBeUndefined();
});
