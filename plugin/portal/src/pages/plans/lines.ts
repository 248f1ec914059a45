import { useQueries } from '@tanstack/react-query';
import { preflightQuery, promotionRequest, targetApplicationsQuery } from '../../api/queries';
import type { Preflight, PromisedPromotion, TargetApplications } from '../../api/types';
import { usePromoteDenial } from '../../app/me';
import { keyOf, type Goal } from './goals';

/** A goal with its plan. */
export type Line = Goal & {
    key: string;
    /** Why the person may not promote there. */
    denied: string | undefined;
    applications: TargetApplications | undefined;
    chosenApplication: string | undefined;
    preflight: Preflight | undefined;
    isLoading: boolean;
    error: unknown;
    retry: () => void;
};

const steady = { refetchOnWindowFocus: false, refetchOnReconnect: false };

/** The application that a promotion goes to: where the trigger lives, the one that was chosen, or one as it is here, which the person sees and confirms. */
export function applicationOf(
    there: Pick<TargetApplications, 'items' | 'locked_to'> | undefined,
    { application: here }: Pick<Goal, 'application'>,
    chosen: string | undefined,
): string | undefined {
    if (there?.locked_to) return there.locked_to.application;
    if (chosen !== undefined) return there?.items.find(({ id }) => id === chosen)?.id;
    return there?.items.find(({ id, name }) => id === here.id || name === here.name)?.id;
}

const requestOf = ({ id, target }: Goal, there: TargetApplications | undefined, application: string | undefined) =>
    promotionRequest(id, target, there?.locked_to ? undefined : application);

/** Every goal with what promoting would meet, as the server tells it. */
export function useLines(goals: Goal[], chosen: Record<string, string>): Line[] {
    const denialOf = usePromoteDenial();
    const denials = goals.map(({ target }) => denialOf(target));
    const applications = useQueries({
        queries: goals.map(({ id, target }, at) => ({ ...targetApplicationsQuery(id, target), ...steady, enabled: !denials[at] })),
    });
    const checks = useQueries({
        queries: goals.map((goal, at) => {
            const there = applications[at]!;
            const application = applicationOf(there.data, goal, chosen[keyOf(goal)]);
            return {
                ...preflightQuery(requestOf(goal, there.data, application)),
                ...steady,
                enabled: !denials[at] && !there.isPending,
            };
        }),
    });
    return goals.map((goal, at): Line => {
        const [there, check] = [applications[at]!, checks[at]!];
        return {
            ...goal,
            key: keyOf(goal),
            denied: denials[at],
            applications: there.data,
            chosenApplication: applicationOf(there.data, goal, chosen[keyOf(goal)]),
            preflight: check.data?.preflight,
            isLoading: !denials[at] && (there.isFetching || check.isFetching),
            error: there.error ?? check.error,
            retry: () => void (there.isError ? there.refetch() : check.refetch()),
        };
    });
}

/** What confirming a line promises; undefined while it cannot be promoted. */
export function promiseOf(line: Line, why: { reason: string; ticket: string }): PromisedPromotion | undefined {
    const { preflight, applications, chosenApplication: application, isLoading, denied } = line;
    if (denied !== undefined || isLoading || !preflight?.promotable || application === undefined) return undefined;
    return {
        ...requestOf(line, applications, application),
        plan: preflight.plan,
        accept: [...new Set(preflight.warnings.map(({ code }) => code))],
        reason: why.reason || null,
        ticket: why.ticket || null,
    };
}
