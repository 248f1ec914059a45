import { useSyncExternalStore } from 'react';
import { readStored, store } from './stored';

export type Theme = 'system' | 'light' | 'dark';

const name = 'theme';
const listeners = new Set<() => void>();

const read = (): Theme => {
    const stored = readStored(name);
    return stored === 'light' || stored === 'dark' ? stored : 'system';
};

/** Puts the chosen theme on the document; `system` leaves it to the style sheet's media query. */
export function applyTheme() {
    const theme = read();
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
}

export function setTheme(theme: Theme) {
    store(name, theme);
    applyTheme();
    for (const listener of listeners) listener();
}

export const useTheme = () =>
    useSyncExternalStore((listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
    }, read);
