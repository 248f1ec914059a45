import type { OrganizationType, Spread, Standing } from '../../api/types';
import { organizationTypes, standingLabels } from '../../ui/chips';

export type Counts = { total: number; standings: { standing: Standing; count: number }[] };

const standings = Object.keys(standingLabels) as Standing[];

const asCounts = (counts: Record<string, number>): Counts => ({
    total: Object.values(counts).reduce((sum, count) => sum + count, 0),
    standings: standings.flatMap((standing) => (counts[standing] ? [{ standing, count: counts[standing] }] : [])),
});

/** By type in the order of the pipeline, those that are not registered last, how many stand how. */
export const countsByType = (summary: Spread['summary']): (Counts & { type: OrganizationType | null })[] =>
    [...organizationTypes, null].flatMap((type) => {
        const counts = summary[type ?? 'none'];
        return counts ? [{ type, ...asCounts(counts) }] : [];
    });

/** The same of all types together. */
export function countsOfAll(summary: Spread['summary']): Counts {
    const all: Record<string, number> = {};
    for (const counts of Object.values(summary))
        for (const [standing, count] of Object.entries(counts)) all[standing] = (all[standing] ?? 0) + count;
    return asCounts(all);
}
