import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { Problem } from './problem';

const longestWaitSeconds = 5;

/** The cache of answers. Calls that a moment may mend are asked once more; an expired session is told to `onExpired`. */
export function createQueryClient(onExpired: () => void): QueryClient {
    const watch = (error: unknown) => {
        if (error instanceof Problem && error.status === 401) onExpired();
    };
    return new QueryClient({
        queryCache: new QueryCache({ onError: watch }),
        mutationCache: new MutationCache({ onError: watch }),
        defaultOptions: {
            queries: {
                staleTime: 10_000,
                retry: (count, error) => count < 1 && error instanceof Problem && error.isTemporary,
                retryDelay: (_count, error) =>
                    1000 * Math.min(longestWaitSeconds, (error instanceof Problem ? error.retryAfterSeconds : undefined) ?? 1),
            },
        },
    });
}
