import {
    useQuery,
    useQueryClient,
    type InfiniteData,
    type QueryKey,
    type UseInfiniteQueryResult,
    type UseQueryOptions,
} from '@tanstack/react-query';
import { useMemo } from 'react';

type Row = { id: string };
type RowPage<T> = { items: T[]; next_cursor: string | null };

/** The rows of a list, newest first, as they are by now, without those that came since; and how many came. `timeOf` orders them. */
export function broughtUpToDate<T extends Row>(rows: T[], hasMore: boolean, newest: RowPage<T> | undefined, timeOf: (row: T) => string) {
    if (!newest) return { rows, newer: 0, isMore: false };
    const byId = new Map(newest.items.map((one) => [one.id, one]));
    const known = new Set(rows.map(({ id }) => id));
    // What follows the last row is no news, only not loaded yet.
    const last = rows.at(-1);
    const end = hasMore && last ? timeOf(last) : '';
    const newer = newest.items.filter((one) => !known.has(one.id) && timeOf(one) > end).length;
    const areAll = newest.next_cursor === null;
    return {
        // Of a filter by status, what is not among them any more has gone on to another one.
        rows: rows.flatMap((one) => byId.get(one.id) ?? (areAll ? [] : [one])),
        newer,
        isMore: newer > 0 && newer === newest.items.length && !areAll,
    };
}

type Followed<T, P, K extends QueryKey> = {
    list: UseInfiniteQueryResult<InfiniteData<P>>;
    /** Of the list, as it was loaded. */
    rows: T[];
    /** The list's first page, which is looked at again and again. */
    newest: UseQueryOptions<P, Error, P, K>;
    /** The list in the cache. */
    key: QueryKey;
    timeOf: (row: T) => string;
};

/** Follows a list that comes newest first: rows change in place, and newer ones wait until they are asked for, so that nothing moves away under a pointer. */
export function useNewer<T extends Row, P extends RowPage<T>, K extends QueryKey>({ list, rows, newest, key, timeOf }: Followed<T, P, K>) {
    const client = useQueryClient();
    const first = list.isPlaceholderData ? undefined : list.data?.pages[0];
    const look = useQuery({ ...newest, enabled: first !== undefined, initialData: first, initialDataUpdatedAt: list.dataUpdatedAt });
    // What was asked for before the list was is older than the list.
    const page = first !== undefined && look.dataUpdatedAt > list.dataUpdatedAt ? look.data : undefined;
    return {
        ...useMemo(() => broughtUpToDate(rows, list.hasNextPage, page, timeOf), [rows, list.hasNextPage, page, timeOf]),
        show: () => page && client.setQueryData(key, { pages: [page], pageParams: [undefined] }),
    };
}
