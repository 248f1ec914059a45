import { useQuery, useQueryClient, type InfiniteData, type UseInfiniteQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import { newestPromotionsQuery, promotionsQuery, type PromotionFilter } from '../../api/queries';
import type { Promotion, PromotionPage } from '../../api/types';

/** The rows of a list as they are by now, without those that came since; and how many came. */
export function broughtUpToDate(rows: Promotion[], hasMore: boolean, newest: PromotionPage | undefined) {
    if (!newest) return { rows, newer: 0, isMore: false };
    const byId = new Map(newest.items.map((one) => [one.id, one]));
    const known = new Set(rows.map(({ id }) => id));
    // What follows the last row is no news, only not loaded yet.
    const end = hasMore ? (rows.at(-1)?.requested_at ?? '') : '';
    const newer = newest.items.filter(({ id, requested_at }) => !known.has(id) && requested_at > end).length;
    const areAll = newest.next_cursor === null;
    return {
        // Of a filter by status, what is not among them any more has gone on to another one.
        rows: rows.flatMap((one) => byId.get(one.id) ?? (areAll ? [] : [one])),
        newer,
        isMore: newer > 0 && newer === newest.items.length && !areAll,
    };
}

/** Follows a history: rows change in place, and newer ones wait until they are asked for, so that nothing moves away under a pointer. */
export function useNewer(filter: PromotionFilter, list: UseInfiniteQueryResult<InfiniteData<PromotionPage>>, rows: Promotion[]) {
    const client = useQueryClient();
    const first = list.isPlaceholderData ? undefined : list.data?.pages[0];
    const newest = useQuery({
        ...newestPromotionsQuery(filter),
        enabled: first !== undefined,
        initialData: first,
        initialDataUpdatedAt: list.dataUpdatedAt,
    });
    // What was asked for before the list was is older than the list.
    const page = first !== undefined && newest.dataUpdatedAt > list.dataUpdatedAt ? newest.data : undefined;
    return {
        ...useMemo(() => broughtUpToDate(rows, list.hasNextPage, page), [rows, list.hasNextPage, page]),
        show: () => page && client.setQueryData(promotionsQuery(filter).queryKey, { pages: [page], pageParams: [undefined] }),
    };
}
