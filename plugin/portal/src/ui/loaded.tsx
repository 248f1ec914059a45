import { CloudOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { asProblem } from '../api/problem';
import { Button } from './button';
import { ErrorPanel, Loading } from './states';

/** What a query tells of a read, be it one document or page after page. */
export type Read<T> = {
    data: T | undefined;
    error: unknown;
    isFetching: boolean;
    isPlaceholderData: boolean;
    refetch: () => unknown;
    isFetchNextPageError?: boolean;
    fetchNextPage?: () => unknown;
};

/** What was loaded stays when it cannot be refreshed or continued; this says so. That the session ended is said by the log-in over the page. */
export function RefreshNotice({ read }: { read: Read<unknown> }) {
    if (read.data === undefined || !read.error) return null;
    const problem = asProblem(read.error);
    if (problem.isSessionOver) return null;
    const again = () => void (read.isFetchNextPageError ? read.fetchNextPage?.() : read.refetch());
    return (
        <div className="note note-warning refresh-notice" role="alert">
            <CloudOff size={16} aria-hidden />
            <p>
                {read.isFetchNextPageError ? 'The rest could not be loaded.' : 'This may be out of date: it could not be loaded again.'}{' '}
                {problem.message}
            </p>
            <Button busy={read.isFetching} onClick={again}>
                Try again
            </Button>
        </div>
    );
}

type Props<T> = { read: Read<T>; loading: string; failed: string; children: (data: T) => ReactNode };

/** A read with its states. Only while there is nothing to show does an error take its place. */
export function Loaded<T>({ read, loading, failed, children }: Props<T>) {
    if (read.data !== undefined)
        return (
            <>
                <RefreshNotice read={read} />
                <div className="loaded" aria-busy={read.isPlaceholderData || undefined}>
                    {children(read.data)}
                </div>
            </>
        );
    if (read.error) return <ErrorPanel error={read.error} title={failed} onRetry={() => void read.refetch()} busy={read.isFetching} />;
    return <Loading label={loading} />;
}
