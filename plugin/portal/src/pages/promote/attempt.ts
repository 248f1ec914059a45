import { api, dataOf } from '../../api/client';
import { asProblem, type Problem } from '../../api/problem';
import type { PromisedPromotion, Promotion } from '../../api/types';

/** One confirmed choice. However often it is sent, the server answers the one attempt that its key stands for. */
export type Attempt = {
    readonly request: PromisedPromotion;
    readonly key: string;
    /** Its outcome was told: whoever promotes again makes another attempt. */
    isOver: boolean;
    /** It, or one to the same organization whose outcome was never told, was sent before. */
    wasSent: boolean;
};

/** 128 random bits; `crypto.randomUUID` is missing where the page came over plain HTTP. */
const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** What was chosen and said, under whatever plan. */
const choiceOf = (request: PromisedPromotion) => JSON.stringify({ ...request, plan: undefined, accept: undefined });

/** The attempt that stands for a choice: the one before, as long as its outcome is not told and the choice is the same. */
export function attemptFor(request: PromisedPromotion, before: Attempt | undefined): Attempt {
    const unknown = before?.isOver === false ? before : undefined;
    if (unknown && choiceOf(unknown.request) === choiceOf(request)) return unknown;
    return { request, key: newKey(), isOver: false, wasSent: unknown?.request.target.organization === request.target.organization };
}

const promotionOf = (id: string) => dataOf(api.GET('/promotions/{id}', { params: { path: { id } } }));

/** The promotion that a problem comes down to: what the attempt itself has become, or one that this person made by it before and that now is in the way. */
async function outcomeIn(problem: Problem, attempt: Attempt, me: string): Promise<Promotion | undefined> {
    const isUnknown = problem.status >= 500;
    const before = problem.failures.find(({ code }) => code === 'already_promoted' || code === 'promotion_in_progress')?.promotion;
    const id = isUnknown ? problem.promotion : attempt.wasSent ? before : undefined;
    const promotion = id === undefined ? undefined : await promotionOf(id).catch(() => undefined);
    return promotion && (isUnknown || promotion.actor === me) ? promotion : undefined;
}

/** Whether the server has decided on what was sent, so that sending it again would only be told the same. */
const isDecided = ({ status, code }: Problem) =>
    status >= 400 && status < 500 && status !== 429 && code !== 'unknown' && code !== 'session_over';

/** Sends an attempt, and answers what it has become: succeeded, or in progress. */
export async function send(attempt: Attempt, me: string): Promise<Promotion> {
    try {
        const promotion = await dataOf(
            api.POST('/promotions', { params: { header: { 'Idempotency-Key': attempt.key } }, body: attempt.request }),
        );
        attempt.isOver = true;
        return promotion;
    } catch (error) {
        const problem = asProblem(error);
        const outcome = await outcomeIn(problem, attempt, me);
        attempt.wasSent = true;
        attempt.isOver = outcome !== undefined || isDecided(problem);
        if (outcome?.status === 'succeeded' || outcome?.status === 'in_progress') return outcome;
        throw problem;
    }
}
