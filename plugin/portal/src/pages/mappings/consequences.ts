import { canPromote } from '../../api/hierarchy';
import type { OrganizationMap, OrganizationType } from '../../api/types';

/** The organizations on the other side of the relations that a new type changes. */
export type Consequences = {
    /** Relations from here. */
    stops: string[];
    begins: string[];
    /** Relations to here. */
    sourcesLost: string[];
    sourcesWon: string[];
    /** Siblings in either direction that are of different types from then on. */
    siblingsApart: string[];
};

/** What registering an organization as this type would change, by its relations in both directions. */
export function consequencesOf({ organizations, mappings }: OrganizationMap, org: string, type: OrganizationType): Consequences {
    const known = new Map(organizations.map((one) => [one.id, one]));
    const here = known.get(org);
    const changes: Consequences = { stops: [], begins: [], sourcesLost: [], sourcesWon: [], siblingsApart: [] };
    for (const mapping of mappings) {
        const isFromHere = mapping.source === org;
        if (isFromHere === (mapping.target === org)) continue;
        const other = known.get(isFromHere ? mapping.target : mapping.source);
        if (!here || !other) continue;
        const isBarred =
            !here.neo_enabled || !other.neo_enabled || mapping.warnings.some((warning) => warning.code === 'different_cluster');
        const isPromotable = !isBarred && other.type !== null && (isFromHere ? canPromote(type, other.type) : canPromote(other.type, type));
        if (mapping.promotable && !isPromotable) (isFromHere ? changes.stops : changes.sourcesLost).push(other.id);
        if (!mapping.promotable && isPromotable) (isFromHere ? changes.begins : changes.sourcesWon).push(other.id);
        if (mapping.relation === 'sibling' && other.type === here.type && other.type !== type) changes.siblingsApart.push(other.id);
    }
    return changes;
}

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** The same in words, each with the organizations that it is about. */
export function consequenceLines({ stops, begins, sourcesLost, sourcesWon, siblingsApart }: Consequences) {
    return [
        { organizations: stops, text: counted(stops.length, 'relation stops being promotable', 'relations stop being promotable') },
        {
            organizations: sourcesLost,
            text: counted(sourcesLost.length, 'source may no longer promote here', 'sources may no longer promote here'),
        },
        { organizations: begins, text: counted(begins.length, 'relation becomes promotable', 'relations become promotable') },
        {
            organizations: sourcesWon,
            text: counted(sourcesWon.length, 'source may promote here from then on', 'sources may promote here from then on'),
        },
        {
            organizations: siblingsApart,
            text: counted(siblingsApart.length, 'sibling is of another type from then on', 'siblings are of another type from then on'),
        },
    ].filter(({ organizations }) => organizations.length > 0);
}
