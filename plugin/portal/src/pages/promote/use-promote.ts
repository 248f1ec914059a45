import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { PromisedPromotion, VersionId } from '../../api/types';
import { useMe } from '../../app/me';
import { useChange } from '../../app/use-change';
import { attemptFor, send, type Attempt } from './attempt';

/** Promotes, and afterwards asks anew for everything that a promotion, or a refusal, shows to be different now. */
export function usePromote(id: VersionId) {
    const client = useQueryClient();
    const me = useMe().user.id;
    const last = useRef<Attempt>(undefined);
    const promotion = useChange({
        change: (attempt: Attempt) => send(attempt, me),
        // The same key again: if the attempt never arrived, it does now; if it did, this is its outcome.
        lookUp: (attempt) => send(attempt, me),
        onSettled: () => {
            for (const about of ['promotions', 'target-applications', 'promotion-targets', 'preflight'])
                void client.invalidateQueries({ queryKey: [about] });
            void client.invalidateQueries({ queryKey: ['dataflows', id.org] });
        },
    });
    return {
        start: (request: PromisedPromotion) => promotion.start((last.current = attemptFor(request, last.current))),
        reset: promotion.reset,
        isPending: promotion.isPending,
        isLookingUp: promotion.isLookingUp,
        /** The attempt, once the server told of it: succeeded, or in progress. */
        promotion: promotion.data,
        problem: promotion.problem,
    };
}
