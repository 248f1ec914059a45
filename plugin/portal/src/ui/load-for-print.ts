import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';

export type List = UseInfiniteQueryResult<InfiniteData<{ items: unknown[] }>>;

const mostPrinted = 1000;

/** Loads what of a list was not scrolled to yet, as far as it is printed; false when it could not be loaded, which the list says. */
export async function loadForPrint(list: List): Promise<boolean> {
    let read = list;
    const count = () => (read.data?.pages ?? []).reduce((sum, { items }) => sum + items.length, 0);
    while (read.hasNextPage && count() < mostPrinted) {
        read = (await read.fetchNextPage()) as List;
        if (read.isError) return false;
    }
    return true;
}
