import { useMemo } from 'react';
import { useMe } from '../../app/me';
import { store, useStored } from '../../app/stored';

/** A filtered history under a name: its address below the portal's. */
export type View = { name: string; to: string };

const isView = (one: unknown): one is View => {
    const { name, to } = (one ?? {}) as Partial<View>;
    return typeof name === 'string' && typeof to === 'string' && /^\/(organizations\/[^/]+\/)?history(\?|$)/.test(to);
};

/** The views in what is stored; nothing else that may stand there. */
export function viewsIn(text: string | null): View[] {
    try {
        const all: unknown = JSON.parse(text ?? '[]');
        return Array.isArray(all) ? all.filter(isView) : [];
    } catch {
        return [];
    }
}

/** The views that the person saved in this browser, by name; saving under a name that is there puts the new one in its place. */
export function useViews() {
    const key = `neo-history-views:${useMe().user.id}`;
    const text = useStored(key);
    const views = useMemo(() => viewsIn(text), [text]);
    const put = (next: View[]) => store(key, JSON.stringify(next));
    return {
        views,
        save: (view: View) =>
            put([...views.filter((one) => one.name !== view.name), view].sort((one, other) => one.name.localeCompare(other.name))),
        forget: (name: string) => put(views.filter((one) => one.name !== name)),
    };
}
