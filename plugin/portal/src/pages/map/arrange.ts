import type { OrganizationMap, OrganizationType } from '../../api/types';

/** The pipeline from left to right; what stands in no row of the hierarchy comes last. */
const columns: (OrganizationType | null)[][] = [['dev'], ['sit', 'uat'], ['prod', 'automation'], ['demo', null]];

export const nodeWidth_px = 168;
export const nodeHeight_px = 46;
const columnGap_px = 72;
const rowGap_px = 18;
const sweeps = 4;

export type PlacedOrganization = { organization: OrganizationMap['organizations'][number]; column: number; x: number; y: number };

/**
 * Places organizations in the columns of the pipeline. Within a column each stands near those it is mapped with
 * (mean position of its neighbours, a few sweeps), so that arrows cross little; by name where nothing decides.
 */
export function arrange({ organizations, mappings }: OrganizationMap): PlacedOrganization[] {
    const members = columns
        .map((types) => organizations.filter((one) => types.includes(one.type)).sort((a, b) => types.indexOf(a.type) - types.indexOf(b.type) || a.name.localeCompare(b.name)))
        .filter((column) => column.length > 0);
    const neighbours = new Map<string, string[]>();
    for (const { source, target } of mappings) {
        neighbours.set(source, [...(neighbours.get(source) ?? []), target]);
        neighbours.set(target, [...(neighbours.get(target) ?? []), source]);
    }
    const place = new Map<string, number>();
    const number = (column: (typeof members)[number]) => column.forEach((one, index) => place.set(one.id, (index + 0.5) / column.length));
    members.forEach(number);
    const wish = (id: string) => {
        const near = (neighbours.get(id) ?? []).flatMap((other) => place.get(other) ?? []);
        return near.length === 0 ? place.get(id)! : near.reduce((sum, one) => sum + one, 0) / near.length;
    };
    for (let sweep = 0; sweep < sweeps; sweep++)
        for (const column of members) {
            const wishes = new Map(column.map((one) => [one.id, wish(one.id)]));
            column.sort((a, b) => wishes.get(a.id)! - wishes.get(b.id)!);
            number(column);
        }
    const tallest = Math.max(1, ...members.map((column) => column.length));
    const step = nodeHeight_px + rowGap_px;
    return members.flatMap((column, at) =>
        column.map((organization, index) => ({
            organization,
            column: at,
            x: at * (nodeWidth_px + columnGap_px),
            y: ((tallest - column.length) / 2 + index) * step,
        })),
    );
}
