import { useEffect, useMemo } from 'react';
import { useMe } from './me';
import { readStored, store, useStored } from './stored';

/* Which organizations a person works in: those that he starred, and those that he was in lately. */

type Kept = { starred: string[]; recent: string[] };

const mostRecent = 6;

/** Each person's are his own, where several share a browser. */
const keyOf = (user: string) => `neo-organizations-${user}`;

const idsOf = (value: unknown) => (Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []);

/** What was stored, whatever it is by now. */
export function keptIn(stored: string | null): Kept {
    try {
        const { starred, recent } = (JSON.parse(stored ?? '{}') ?? {}) as Record<string, unknown>;
        return { starred: idsOf(starred), recent: idsOf(recent) };
    } catch {
        return { starred: [], recent: [] };
    }
}

export const visited = ({ starred, recent }: Kept, org: string): Kept => ({
    starred,
    recent: [org, ...recent.filter((one) => one !== org)].slice(0, mostRecent),
});

export const toggled = ({ starred, recent }: Kept, org: string): Kept => ({
    starred: starred.includes(org) ? starred.filter((one) => one !== org) : [...starred, org],
    recent,
});

function change(user: string, how: (kept: Kept) => Kept) {
    store(keyOf(user), JSON.stringify(how(keptIn(readStored(keyOf(user))))));
}

/** What is starred outlives a log-out; where the person was does not. */
export const keepStarred = (user: string, starred: string[]) => change(user, () => ({ starred, recent: [] }));

export type OwnOrganization = { id: string; name: string; isStarred: boolean };

/** The person's organizations, as far as he still may do anything there: starred ones by name, then recent ones, the last first. */
export function useOwnOrganizations() {
    const { user, organizations } = useMe();
    const stored = useStored(keyOf(user.id));
    return useMemo(() => {
        const { starred, recent } = keptIn(stored);
        const seen = (ids: string[], isStarred: boolean): OwnOrganization[] =>
            ids.flatMap((id) =>
                organizations.filter((one) => one.id === id && one.permissions.length > 0).map(({ name }) => ({ id, name, isStarred })),
            );
        return {
            own: [
                ...seen(starred, true).sort((one, other) => one.name.localeCompare(other.name)),
                ...seen(
                    recent.filter((id) => !starred.includes(id)),
                    false,
                ),
            ],
            starred,
            toggleStar: (org: string) => change(user.id, (kept) => toggled(kept, org)),
        };
    }, [stored, organizations, user.id]);
}

/** Remembers that the person was in an organization that he may see. */
export function useVisit(org: string | undefined) {
    const { user, organizations } = useMe();
    const isSeen = organizations.some((one) => one.id === org);
    useEffect(() => {
        if (org !== undefined && isSeen) change(user.id, (kept) => visited(kept, org));
    }, [org, isSeen, user.id]);
}
