import { useSyncExternalStore } from 'react';

/* What the browser keeps for a person, under keys that begin with neo-. Its storage may be full or forbidden; then things are kept for as long as the page is open. */

const keptHere = new Map<string, string>();
const listeners = new Set<() => void>();

export function readStored(key: string): string | null {
    try {
        return keptHere.get(key) ?? localStorage.getItem(key);
    } catch {
        return null;
    }
}

export function store(key: string, value: string) {
    try {
        localStorage.setItem(key, value);
        keptHere.delete(key);
    } catch {
        keptHere.set(key, value);
    }
    for (const listener of listeners) listener();
}

/** Everything of the portal's that is kept now, and how it is put back. */
export function keepStored(): () => void {
    const kept = new Map(keptHere);
    try {
        for (const key of Object.keys(localStorage)) if (key.startsWith('neo-')) kept.set(key, readStored(key) ?? '');
    } catch {
        // What this page knows is all there is.
    }
    return () => kept.forEach((value, key) => store(key, value));
}

function subscribe(listener: () => void) {
    listeners.add(listener);
    // What another tab stores.
    window.addEventListener('storage', listener);
    return () => {
        listeners.delete(listener);
        window.removeEventListener('storage', listener);
    };
}

export const useStored = (key: string) => useSyncExternalStore(subscribe, () => readStored(key));
