import { useQueryClient, type InfiniteData, type Query } from '@tanstack/react-query';
import { useEffect } from 'react';

/* Pages follow what others do: what is shown is asked for again, and the server says 304 while it is the same. */

declare module '@tanstack/react-query' {
    interface Register {
        queryMeta: {
            /** What others change, and nobody is about to click where it would move to. */
            isLive?: true;
            /** Whether it is about to change by itself. */
            isUnderWay?: (data: never) => boolean;
            /** Of what costs the server more than other lists. */
            wait_ms?: number;
        };
    }
}

const tick_ms = 5000;
const usualWait_ms = 15_000;
/** Between two looks, whatever makes the person look so often. */
const leastWait_ms = 1000;
/** Without a key or a pointer for so long nobody looks, and a session that nobody uses should come to its end. */
const leftAfter_ms = 10 * 60_000;
/** Of a list that was scrolled through further, every page would be a request. */
const mostPages = 5;

const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchmove'] as const;

function waitOf({ meta, state: { data } }: Query): number {
    return meta?.isUnderWay?.(data as never) ? tick_ms : (meta?.wait_ms ?? usualWait_ms);
}

function isDue(query: Query, isReturning: boolean): boolean {
    const { meta, state } = query;
    if (!meta?.isLive || state.status !== 'success' || state.fetchStatus !== 'idle') return false;
    if (((state.data as Partial<InfiniteData<unknown>>).pages?.length ?? 0) > mostPages) return false;
    // A tick is no more punctual than the answer before it.
    const wait_ms = isReturning ? leastWait_ms : waitOf(query) - tick_ms / 2;
    return Date.now() - state.dataUpdatedAt >= wait_ms;
}

/** Asks again for what is live on the page: at intervals while somebody looks at it, and at once when he comes back to it. */
export function useFollow() {
    const client = useQueryClient();
    useEffect(() => {
        let lastSign = Date.now();
        const isLeft = () => document.hidden || !navigator.onLine || Date.now() - lastSign > leftAfter_ms;
        const ask = (isReturning: boolean) => {
            if (isLeft()) return;
            void client.refetchQueries({ type: 'active', predicate: (query) => isDue(query, isReturning) }, { cancelRefetch: false });
        };
        const onSign = () => {
            const wasLeft = isLeft();
            lastSign = Date.now();
            if (wasLeft) ask(true);
        };
        const onReturn = () => {
            lastSign = Date.now();
            ask(true);
        };
        const timer = setInterval(() => ask(false), tick_ms);
        const stop = new AbortController();
        for (const sign of signs) window.addEventListener(sign, onSign, { signal: stop.signal, passive: true, capture: true });
        for (const back of ['focus', 'online']) window.addEventListener(back, onReturn, { signal: stop.signal });
        document.addEventListener('visibilitychange', onReturn, { signal: stop.signal });
        return () => {
            clearInterval(timer);
            stop.abort();
        };
    }, [client]);
}
