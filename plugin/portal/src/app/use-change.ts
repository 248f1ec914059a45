import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { asProblem, Problem } from '../api/problem';
import { setExpired } from './expiry';

type Options<T, V> = {
    change: (variables: V) => Promise<T>;
    /** Asks what became of a change whose answer was lost: what it brought about, or undefined when it was not done. Without it, the loss is an error. */
    lookUp?: (variables: V) => Promise<T | undefined>;
    onSuccess?: (data: T) => unknown;
    onSettled?: () => unknown;
};

const firstWait_ms = 500;
const longestWait_ms = 5000;

const notDone = () =>
    new Problem(0, { title: 'Not done', detail: 'The server gave no answer, and this is not done by now. Try again.', code: 'not_done' });

/**
 * A change at the server; everything in the portal that changes something is one. While it is under way it is not begun again, however fast clicks and keys
 * come. When its answer is lost on the way, it is looked up, for as long as it takes, and what is so is the outcome. That the session was over
 * is no outcome: the log-in over the page says it, and after that the change can be asked for again.
 */
export function useChange<T, V = void>({ change, lookUp, onSuccess, onSettled }: Options<T, V>) {
    const isUnderWay = useRef(false);
    const isLost = useRef(false);
    const isThere = useRef(true);
    useEffect(() => {
        isThere.current = true;
        return () => void (isThere.current = false);
    }, []);
    const mutation = useMutation<T, Error, V>({
        mutationFn: async (variables) => {
            try {
                if (!isLost.current || !lookUp) return await change(variables);
                const found = await lookUp(variables);
                if (found === undefined) throw notDone();
                return found;
            } catch (error) {
                const problem = asProblem(error);
                isLost.current ||= problem.isLost;
                if (problem.isSessionOver) setExpired(true);
                throw problem;
            }
        },
        retry: (_count, error) => {
            const { isLost: isLostAgain, isSessionOver } = asProblem(error);
            return lookUp !== undefined && isThere.current && isLost.current && (isLostAgain || isSessionOver);
        },
        retryDelay: (count) => Math.min(firstWait_ms * 2 ** count, longestWait_ms),
        onSuccess,
        onSettled,
    });
    const problem = mutation.error ? asProblem(mutation.error) : undefined;
    return {
        start: (variables: V) => {
            if (isUnderWay.current) return;
            isUnderWay.current = true;
            isLost.current = false;
            // The guard does not wait for a render to fall, nor is it lifted before the page shows what came of the change.
            const lift = () => void setTimeout(() => (isUnderWay.current = false));
            mutation.mutateAsync(variables).then(lift, lift);
        },
        reset: mutation.reset,
        isPending: mutation.isPending,
        /** No answer came, and what became of it is being looked up. */
        isLookingUp: mutation.isPending && mutation.failureCount > 0,
        data: mutation.data,
        variables: mutation.variables,
        problem: problem?.isSessionOver ? undefined : problem,
    };
}
