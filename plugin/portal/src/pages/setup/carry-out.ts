import { api, dataOf } from '../../api/client';
import { asProblem } from '../../api/problem';
import { addRelation } from '../mappings/relation';
import type { Action } from './plan';

const atOnce = 4;
const mostTries = 3;
const pause = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** Asking again does no more than asking once: a registration is what it is, and a relation that is there by now and mine is the one wanted. */
const ask = (action: Action, me: string) =>
    action.kind === 'register'
        ? dataOf(api.PUT('/organizations/{org}/registration', { params: { path: { org: action.org } }, body: { type: action.type } }))
        : addRelation(action, false, me);

async function askUntilTold(action: Action, me: string) {
    for (let tries = 1; ; tries++)
        try {
            return await ask(action, me);
        } catch (error) {
            const { isTemporary, retryAfterSeconds } = asProblem(error);
            if (tries === mostTries || !(isTemporary || retryAfterSeconds !== undefined)) throw error;
            await pause(Math.min(retryAfterSeconds ?? tries, 10));
        }
}

type Run = {
    actions: Action[];
    me: string;
    /** How the one at this index ended; the problem where it was not done. */
    tell: (index: number, problem?: Error) => void;
    /** Nothing more is begun once the person has gone elsewhere. */
    isOver: () => boolean;
};

/** Carries out a few at a time. That the session ended stops it, and is thrown; what one comes to stops no other. */
export async function carryOut({ actions, me, tell, isOver }: Run): Promise<true> {
    let next = 0;
    let ended: Error | undefined;
    const work = async () => {
        while (next < actions.length && !ended && !isOver()) {
            const index = next++;
            try {
                await askUntilTold(actions[index]!, me);
                tell(index);
            } catch (error) {
                const problem = asProblem(error);
                if (problem.isSessionOver) ended = problem;
                else tell(index, problem);
            }
        }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    if (ended) throw ended;
    return true;
}
