import type { Board, OrganizationType } from '../../api/types';
import { organizationTypes, standingLabels } from '../../ui/chips';

type Row = Board['items'][number];
export type Counts = Row['types'][string];

const counted = ['current', 'behind', 'changed_there', 'diverged'] as const;

/** In words and numbers how the organizations of a type stand: "5: 3 up to date, 2 behind". */
export function cellText(counts: Counts): string {
    const parts = counted
        .filter((standing) => counts[standing] > 0)
        .map((standing) => `${counts[standing]} ${standingLabels[standing].toLowerCase()}`);
    return [counts.organizations, parts.join(', ')].filter(Boolean).join(': ');
}

/** Whether something is to be done for one of them. */
export const isBehind = ({ behind, changed_there, diverged }: Counts) => behind + changed_there + diverged > 0;

/** The types that any of the rows went to, in the order of the pipeline; null for organizations that are not registered. */
export const typesOf = (rows: Row[]): (OrganizationType | null)[] =>
    [...organizationTypes, null].filter((type) => rows.some(({ types }) => types[type ?? 'none']));
