import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';

/** The rows of a list that comes page by page, and how it goes on: a page that failed is asked for again by the person only. */
export function useRows<T>(list: UseInfiniteQueryResult<InfiniteData<{ items: T[] }>>) {
    const { data, hasNextPage, isFetchNextPageError, isFetchingNextPage, fetchNextPage } = list;
    return {
        rows: useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]),
        onNearEnd: hasNextPage && !isFetchNextPageError ? () => void fetchNextPage() : undefined,
        loadingMore: isFetchingNextPage,
    };
}
