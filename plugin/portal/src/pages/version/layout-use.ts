import { useEffect, useState } from 'react';
import type { Flow, Placed } from './layout';

export type Layout = { placed?: Placed; failed: boolean; again: () => void };

/** Lets a worker lay out the flow; there is nothing to see before it answers. What it did for another flow is forgotten. */
export function useLayout(flow: Flow): Layout {
    const [attempt, setAttempt] = useState(0);
    const [done, setDone] = useState<{ flow: Flow; attempt: number; placed?: Placed }>();
    useEffect(() => {
        const worker = new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module' });
        worker.onmessage = ({ data }: MessageEvent<Placed>) => setDone({ flow, attempt, placed: data });
        worker.onerror = () => setDone({ flow, attempt });
        worker.postMessage(flow);
        return () => worker.terminate();
    }, [flow, attempt]);
    const current = done?.flow === flow && done.attempt === attempt ? done : undefined;
    return { placed: current?.placed, failed: current !== undefined && !current.placed, again: () => setAttempt(attempt + 1) };
}
