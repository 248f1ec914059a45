import { QueryCache, QueryClient } from '@tanstack/react-query';
import { Problem } from './problem';

const longestWaitSeconds = 5;

const isTemporary = (error: unknown): error is Problem => error instanceof Problem && error.isTemporary;

const waitAfter_ms = (error: unknown) =>
    1000 * Math.min(longestWaitSeconds, (error instanceof Problem ? error.retryAfterSeconds : undefined) ?? 1);

/**
 * How often a read that failed for a while is asked for again by itself, so that a page comes back with the server. The rest of a long list is
 * asked for by the person only.
 */
export const untilBack = ({ state }: { state: { error: unknown; fetchMeta: { fetchMore?: unknown } | null } }) =>
    isTemporary(state.error) && !state.fetchMeta?.fetchMore ? longestWaitSeconds * 1000 : (false as const);

/** The cache of answers. Calls that a moment may mend are asked once more; an expired session is told to `onExpired`. */
export function createQueryClient(onExpired: () => void): QueryClient {
    const watch = (error: unknown) => {
        if (error instanceof Problem && error.isSessionOver) onExpired();
    };
    return new QueryClient({
        queryCache: new QueryCache({ onError: watch }),
        defaultOptions: {
            queries: {
                staleTime: 10_000,
                // What the browser believes about the network is no reason to say nothing.
                networkMode: 'always',
                retry: (count, error) => count < 1 && isTemporary(error),
                retryDelay: (_count, error) => waitAfter_ms(error),
                refetchInterval: untilBack,
            },
            mutations: { networkMode: 'always' },
        },
    });
}
