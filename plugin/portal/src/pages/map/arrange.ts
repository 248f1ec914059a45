import type { OrganizationMap, OrganizationType } from '../../api/types';

type Organization = OrganizationMap['organizations'][number];
type Point = { x: number; y: number };

/** The pipeline from left to right; what stands in no row of the hierarchy comes last. */
const columns: (OrganizationType | null)[][] = [['dev'], ['sit', 'uat'], ['prod', 'automation'], ['demo', null]];

export const nodeWidth_px = 168;
export const nodeHeight_px = 58;
const columnGap_px = 46;
const rowGap_px = 20;
const sweeps = 4;

export type PlacedOrganization = Point & { organization: Organization; column: number };
export type Arrangement = {
    organizations: PlacedOrganization[];
    /** By `arrowOf`: the points through which an arrow passes the columns between its ends. */
    bends: Map<string, Point[]>;
};

export const arrowOf = ({ source, target }: { source: string; target: string }) => `${source}\u0000${target}`;

/** What takes room in a column: an organization, or the lane of an arrow that leads past. */
type Item = { id: string; organization?: Organization };

const heightOf = (item: Item) => (item.organization ? nodeHeight_px : 0) + rowGap_px;

/**
 * Places organizations in the columns of the pipeline. Within a column each stands near those it is mapped with
 * (mean position of its neighbours, a few sweeps), so that arrows cross little; by name where nothing decides.
 */
export function arrange({ organizations, mappings }: OrganizationMap): Arrangement {
    const members: Item[][] = columns
        .map((types) =>
            organizations
                .filter((one) => types.includes(one.type))
                .sort((a, b) => types.indexOf(a.type) - types.indexOf(b.type) || a.name.localeCompare(b.name))
                .map((organization) => ({ id: organization.id, organization })),
        )
        .filter((column) => column.length > 0);
    const columnOf = new Map(members.flatMap((column, at) => column.map((one) => [one.id, at] as const)));
    const neighbours = new Map<string, string[]>();
    const join = (one: string, other: string) => {
        neighbours.set(one, [...(neighbours.get(one) ?? []), other]);
        neighbours.set(other, [...(neighbours.get(other) ?? []), one]);
    };
    const lanes = new Map<string, string[]>();
    for (const mapping of mappings) {
        const from = columnOf.get(mapping.source);
        const to = columnOf.get(mapping.target);
        if (from === undefined || to === undefined) continue;
        const step = Math.sign(to - from);
        const passed: string[] = [];
        for (let at = from + step; step !== 0 && at !== to; at += step) {
            const lane = `${arrowOf(mapping)}\u0000${at}`;
            members[at]!.push({ id: lane });
            passed.push(lane);
        }
        lanes.set(arrowOf(mapping), passed);
        [mapping.source, ...passed].forEach((one, index) => join(one, passed[index] ?? mapping.target));
    }
    const place = new Map<string, number>();
    const number = (column: Item[]) => column.forEach((one, index) => place.set(one.id, (index + 0.5) / column.length));
    members.forEach(number);
    const wish = (id: string) => {
        const near = (neighbours.get(id) ?? []).map((other) => place.get(other)!);
        return near.length === 0 ? place.get(id)! : near.reduce((sum, one) => sum + one, 0) / near.length;
    };
    for (let sweep = 0; sweep < sweeps; sweep++)
        for (const column of members) {
            const wishes = new Map(column.map((one) => [one.id, wish(one.id)]));
            column.sort((a, b) => wishes.get(a.id)! - wishes.get(b.id)!);
            number(column);
        }
    const heights = members.map((column) => column.reduce((sum, one) => sum + heightOf(one), 0));
    const tallest = Math.max(0, ...heights);
    const corner = new Map<string, Point>();
    members.forEach((column, at) => {
        let y = (tallest - heights[at]!) / 2;
        for (const one of column) {
            corner.set(one.id, { x: at * (nodeWidth_px + columnGap_px), y });
            y += heightOf(one);
        }
    });
    const bends = new Map<string, Point[]>();
    for (const mapping of mappings) {
        const passed = (lanes.get(arrowOf(mapping)) ?? []).map((lane) => corner.get(lane)!);
        const isBack = columnOf.get(mapping.source)! > columnOf.get(mapping.target)!;
        bends.set(
            arrowOf(mapping),
            passed.flatMap(({ x, y }) =>
                isBack
                    ? [
                          { x: x + nodeWidth_px, y },
                          { x, y },
                      ]
                    : [
                          { x, y },
                          { x: x + nodeWidth_px, y },
                      ],
            ),
        );
    }
    return {
        organizations: members.flatMap((column, at) =>
            column.flatMap(({ id, organization }) => (organization ? { organization, column: at, ...corner.get(id)! } : [])),
        ),
        bends,
    };
}
