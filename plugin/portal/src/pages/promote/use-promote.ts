import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, dataOf } from '../../api/client';
import { asProblem } from '../../api/problem';
import type { PromotionRequest, VersionId } from '../../api/types';

/** Promotes, and afterwards asks anew for everything that a promotion, or a refusal, shows to be different now. */
export function usePromote(id: VersionId) {
    const client = useQueryClient();
    const mutation = useMutation({
        mutationFn: (body: PromotionRequest) => dataOf(api.POST('/promotions', { body })),
        onSettled: () => {
            for (const about of ['promotions', 'target-applications', 'promotion-targets', 'preflight']) void client.invalidateQueries({ queryKey: [about] });
            void client.invalidateQueries({ queryKey: ['dataflows', id.org] });
        },
    });
    return {
        start: mutation.mutate,
        reset: mutation.reset,
        isPending: mutation.isPending,
        isDone: mutation.isSuccess,
        /** The attempt, once the server told of it: succeeded, or in progress. */
        promotion: mutation.data,
        problem: mutation.error ? asProblem(mutation.error) : undefined,
    };
}
