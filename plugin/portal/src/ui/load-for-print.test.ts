import { expect, test } from 'vitest';
import { loadForPrint, type List } from './load-for-print';

/** A list of so many pages of fifty rows, of which one is loaded; the one after `broken` pages cannot be. */
function listOf(pages: number, broken = pages) {
    const read = (loaded: number, isError = false): List =>
        ({
            data: { pages: Array.from({ length: loaded }, () => ({ items: Array.from({ length: 50 }) })) },
            hasNextPage: loaded < pages,
            isError,
            fetchNextPage: () => {
                asked += 1;
                return Promise.resolve(loaded < broken ? read(loaded + 1) : read(loaded, true));
            },
        }) as unknown as List;
    let asked = 0;
    return { list: read(1), asked: () => asked };
}

test('P7: a list is loaded to its end before it is printed, and a longer one to a thousand rows', async () => {
    const few = listOf(3);
    expect(await loadForPrint(few.list)).toBe(true);
    expect(few.asked()).toBe(2);
    const many = listOf(400);
    expect(await loadForPrint(many.list)).toBe(true);
    expect(many.asked()).toBe(19);
});

test('P7: a list that cannot be loaded is not printed', async () => {
    const { list, asked } = listOf(5, 2);
    expect(await loadForPrint(list)).toBe(false);
    expect(asked()).toBe(2);
});
