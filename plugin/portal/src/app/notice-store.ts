import { useSyncExternalStore } from 'react';

/* Notices over the page: what happened while one was at something else. They go away by themselves. */

/** A change as `useChange` makes it, and what is told when it was made. */
export type Undo = {
    change: () => Promise<unknown>;
    lookUp: () => Promise<unknown>;
    onSettled: () => unknown;
    done: string;
};

export type Notice = {
    id: number;
    text: string;
    /** Where it leads; it goes away with that. */
    link?: { label: string; to: string };
    /** Takes back what it tells of. */
    undo?: Undo;
};

const mostShown = 3;

let notices: Notice[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function set(next: Notice[]) {
    notices = next;
    for (const tell of listeners) tell();
}

export function notify(notice: Omit<Notice, 'id'>) {
    set([...notices, { ...notice, id: ++lastId }].slice(-mostShown));
}

export const dismiss = (id: number) => set(notices.filter((one) => one.id !== id));

export const dismissAll = () => set([]);

const subscribe = (tell: () => void) => {
    listeners.add(tell);
    return () => void listeners.delete(tell);
};

export const useNotices = () => useSyncExternalStore(subscribe, () => notices);
