import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { asProblem, type Problem } from '../../api/problem';
import type { Promotion } from '../../api/types';
import { useMe } from '../../app/me';
import { useChange } from '../../app/use-change';
import { send, type Attempt } from '../promote/attempt';
import type { Goal } from './goals';

/** A plan that was confirmed. */
export type Run = { key: string; goal: Goal; attempt: Attempt };
export type Outcome = { promotion?: Promotion; problem?: Problem };

/**
 * Promotes what was confirmed, one after the other; what one of them comes to holds up no other. Where an answer is lost it asks on, with the same keys, so
 * that each is promoted once at most. Whoever leaves the page leaves what was not begun.
 */
export function useRun() {
    const client = useQueryClient();
    const me = useMe().user.id;
    const isHere = useRef(true);
    const told = useRef(new Map<string, Outcome>());
    const [runs, setRuns] = useState<Run[]>([]);
    const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome>>(new Map());
    useEffect(() => {
        isHere.current = true;
        return () => void (isHere.current = false);
    }, []);
    const tell = (key: string, outcome: Outcome) => {
        told.current.set(key, outcome);
        setOutcomes(new Map(told.current));
    };
    const goOn = async (all: Run[]) => {
        for (const { key, attempt } of all) {
            if (told.current.has(key)) continue;
            if (!isHere.current) break;
            try {
                tell(key, { promotion: await send(attempt, me) });
            } catch (error) {
                const problem = asProblem(error);
                if (problem.isLost || problem.isSessionOver) throw problem;
                tell(key, { problem });
            }
        }
        return true as const;
    };
    const change = useChange({
        change: goOn,
        lookUp: goOn,
        onSettled: () => {
            for (const about of ['promotions', 'target-applications', 'promotion-targets', 'preflight', 'dataflows'])
                void client.invalidateQueries({ queryKey: [about] });
        },
    });
    return {
        runs,
        outcomes,
        start: (all: Run[]) => {
            setRuns(all);
            change.start(all);
        },
        /** After the session was over and begun again. */
        goOn: () => change.start(runs),
        reset: () => {
            told.current = new Map();
            setOutcomes(told.current);
            setRuns([]);
        },
        isPending: change.isPending,
        isLookingUp: change.isLookingUp,
    };
}
