import type { PromotionCounts } from '../api/types';
import { hasWords } from '../ui/words';
import type { FakeData } from './fake-data';

/** The attempts that a filter matches. */
export function historyOf({ promotions, organizations }: FakeData, query: URLSearchParams) {
    const is = (name: string, value: string | null) => !query.get(name) || query.get(name) === value;
    const typeOf = (id: string | null) => organizations.find((one) => one.id === id)?.registration?.type ?? null;
    const other = query.get('other_organization');
    return promotions.filter(
        (one) =>
            is('status', one.status) &&
            is('actor', one.actor) &&
            hasWords(`${one.actor} ${one.actor_name ?? ''}`, query.get('actor_name') ?? '') &&
            is('standing', one.standing) &&
            is('type', typeOf(one.target.organization)) &&
            (one.reason ?? '').toLowerCase().includes((query.get('reason') ?? '').toLowerCase()) &&
            (!other || [one.source.organization, one.target.organization].includes(other)),
    );
}

export function countsOf(data: FakeData, query: URLSearchParams): PromotionCounts {
    const counts: PromotionCounts['counts'] = {};
    for (const { status } of historyOf(data, query)) counts[status] = (counts[status] ?? 0) + 1;
    return { counts, complete: true };
}
