import { useCallback } from 'react';
import { useLocation } from 'wouter';
import { useSearch } from 'wouter/use-browser-location';
import { searchOf, type Search } from './paths';

/**
 * The page's state that belongs into its address: filters, selections, open dialogs. `set` changes some members;
 * it replaces the history entry unless told to `push` one that the back button should return from. What stands in the address is decoded once,
 * so that ids and searches may hold any character.
 */
export function useUrlState(): [Record<string, string | undefined>, (change: Search, how?: 'push' | 'replace') => void] {
    const search = useSearch();
    const [, navigate] = useLocation();
    const state = Object.fromEntries(new URLSearchParams(search));
    const set = useCallback(
        (change: Search, how: 'push' | 'replace' = 'replace') => {
            const merged = { ...Object.fromEntries(new URLSearchParams(location.search)), ...change };
            const isReplacing = how === 'replace';
            // Resolved by the browser against the page's own address, which keeps encoded parts as they are; what is known of the entry stays with it.
            navigate(`~${location.pathname}${searchOf(merged)}`, {
                replace: isReplacing,
                state: isReplacing ? (history.state as unknown) : undefined,
            });
        },
        [navigate],
    );
    return [state, set];
}
