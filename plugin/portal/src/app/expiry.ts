import { useSyncExternalStore } from 'react';

/* Whether an answer said that the session is over. Kept outside the pages, so that they stay as they are while the person logs in again. */

let expired = false;
const listeners = new Set<() => void>();

export function setExpired(value: boolean) {
    expired = value;
    for (const listener of listeners) listener();
}

export const useExpired = () =>
    useSyncExternalStore(
        (listener) => {
            listeners.add(listener);
            return () => listeners.delete(listener);
        },
        () => expired,
    );
