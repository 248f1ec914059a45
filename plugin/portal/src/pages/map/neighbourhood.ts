import type { OrganizationMap, OrganizationType } from '../../api/types';
import { organizationTypes } from '../../ui/chips';

export type MapOrganization = OrganizationMap['organizations'][number];
export type MapMapping = OrganizationMap['mappings'][number];

/** Who is related to the organization that is looked at, and by which mapping. */
export type Neighbour = { organization: MapOrganization; mapping: MapMapping };
export type Group = { type: OrganizationType | null; neighbours: Neighbour[] };
export type Side = { groups: Group[]; count: number; barred: number };

const groupOrder: (OrganizationType | null)[] = [...organizationTypes, null];

function sideOf(neighbours: Neighbour[]): Side {
    const groups = groupOrder
        .map((type) => ({
            type,
            neighbours: neighbours
                .filter(({ organization }) => organization.type === type)
                .sort((one, other) => one.organization.name.localeCompare(other.organization.name)),
        }))
        .filter((group) => group.neighbours.length > 0);
    return { groups, count: neighbours.length, barred: neighbours.filter(({ mapping }) => !mapping.promotable).length };
}

/** What an organization receives from and promotes to, by the type of the others in the order of the pipeline. */
export function neighbourhoodOf({ organizations, mappings }: OrganizationMap, focus: string): { sources: Side; targets: Side } {
    const byId = new Map(organizations.map((one) => [one.id, one]));
    const neighbours = (end: 'source' | 'target') =>
        mappings
            .filter((mapping) => mapping[end === 'source' ? 'target' : 'source'] === focus)
            .map((mapping) => ({
                mapping,
                organization: byId.get(mapping[end]) ?? { id: mapping[end], name: mapping[end], neo_enabled: true, type: null },
            }));
    return { sources: sideOf(neighbours('source')), targets: sideOf(neighbours('target')) };
}

/** The mappings between two types: how many, and along how many nothing can be promoted. */
export type Cell = { count: number; barred: number };

/** By the types of source and target, in the order of the pipeline; only those between which there is any. */
export function matrixOf({ organizations, mappings }: OrganizationMap) {
    const typeOf = new Map(organizations.map((one) => [one.id, one.type]));
    const cells = new Map<string, Cell>();
    const [sources, targets] = [new Set<OrganizationType | null>(), new Set<OrganizationType | null>()];
    const key = (source: OrganizationType | null, target: OrganizationType | null) => `${source} ${target}`;
    for (const mapping of mappings) {
        const [source, target] = [typeOf.get(mapping.source) ?? null, typeOf.get(mapping.target) ?? null];
        sources.add(source);
        targets.add(target);
        const { count, barred } = cells.get(key(source, target)) ?? { count: 0, barred: 0 };
        cells.set(key(source, target), { count: count + 1, barred: barred + (mapping.promotable ? 0 : 1) });
    }
    return {
        sources: groupOrder.filter((type) => sources.has(type)),
        targets: groupOrder.filter((type) => targets.has(type)),
        cell: (source: OrganizationType | null, target: OrganizationType | null) => cells.get(key(source, target)),
    };
}
