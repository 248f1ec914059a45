import { useSyncExternalStore } from 'react';

const every_ms = 30_000;
const watchers = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function tick() {
    now = Date.now();
    for (const tell of watchers) tell();
}

function subscribe(tell: () => void) {
    watchers.add(tell);
    if (timer === undefined) {
        now = Date.now();
        timer = setInterval(tick, every_ms);
    }
    return () => {
        watchers.delete(tell);
        if (watchers.size > 0) return;
        clearInterval(timer);
        timer = undefined;
    };
}

/** The time in milliseconds, as fresh as "3 minutes ago" needs it; one clock for all that shows it. */
export const useNow = () => useSyncExternalStore(subscribe, () => now);
