import { readStored, store, useStored } from './stored';

export type Theme = 'system' | 'light' | 'dark';

const key = 'neo-theme';

const themeOf = (stored: string | null): Theme => (stored === 'light' || stored === 'dark' ? stored : 'system');

/** Puts the chosen theme on the document; `system` leaves it to the style sheet's media query. */
export function applyTheme() {
    const theme = themeOf(readStored(key));
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
}

export function setTheme(theme: Theme) {
    store(key, theme);
    applyTheme();
}

export const useTheme = () => themeOf(useStored(key));
