import { useEffect, useEffectEvent, useState } from 'react';
import type { Flow, Placed } from './layout';

export type Layout = { placed?: Placed; failed: boolean; again: () => void };

/** Lets a worker lay out the flow; there is nothing to see before it answers. A flow that is read anew and is the same stays where it is. */
export function useLayout(flow: Flow): Layout {
    const [attempt, setAttempt] = useState(0);
    const wanted = `${attempt} ${JSON.stringify(flow)}`;
    const [done, setDone] = useState<{ wanted: string; placed?: Placed }>();
    const ask = useEffectEvent((worker: Worker) => worker.postMessage(flow));
    useEffect(() => {
        const worker = new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module' });
        worker.onmessage = ({ data }: MessageEvent<Placed>) => setDone({ wanted, placed: data });
        worker.onerror = () => setDone({ wanted });
        ask(worker);
        return () => worker.terminate();
    }, [wanted]);
    const current = done?.wanted === wanted ? done : undefined;
    return { placed: current?.placed, failed: current !== undefined && !current.placed, again: () => setAttempt(attempt + 1) };
}
