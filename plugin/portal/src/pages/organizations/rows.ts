import type { Organization, OrganizationMap, OrganizationType } from '../../api/types';
import { organizationTypes } from '../../ui/chips';

/** An organization with its relations counted; undefined where the person may not see them, or they are not loaded yet. */
export type OrganizationRow = Organization & { sources: number | undefined; targets: number | undefined };

export function rowsOf(organizations: Organization[], map: OrganizationMap | undefined): OrganizationRow[] {
    const seen = new Map(map?.organizations.map(({ id }) => [id, { sources: 0, targets: 0 }]));
    for (const { source, target } of map?.mappings ?? []) {
        const [from, to] = [seen.get(source), seen.get(target)];
        if (from) from.targets += 1;
        if (to) to.sources += 1;
    }
    return organizations.map((one) => ({ ...one, sources: seen.get(one.id)?.sources, targets: seen.get(one.id)?.targets }));
}

export const lacks = {
    relation: { label: 'Without a relation', isLacking: (one: OrganizationRow) => one.sources === 0 && one.targets === 0 },
    application: { label: 'No custom application', isLacking: (one: OrganizationRow) => one.custom_applications === 0 },
    neo: { label: 'Neo not enabled', isLacking: (one: OrganizationRow) => !one.neo_enabled },
};
export type Lack = keyof typeof lacks;

export type TypeFilter = OrganizationType | 'none' | '';
export const typeFilters: TypeFilter[] = ['', ...organizationTypes, 'none'];

export const isOfType = (one: OrganizationRow, type: TypeFilter) => type === '' || (one.registration?.type ?? 'none') === type;

type Order = (one: OrganizationRow, other: OrganizationRow) => number;

const byName: Order = (one, other) => one.name.localeCompare(other.name);
const placeOf = ({ registration }: OrganizationRow) =>
    registration ? organizationTypes.indexOf(registration.type) : organizationTypes.length;

const orders: Record<string, Order> = {
    name: byName,
    type: (one, other) => placeOf(one) - placeOf(other),
    cluster: (one, other) => one.cluster.localeCompare(other.cluster),
    neo: (one, other) => Number(other.neo_enabled) - Number(one.neo_enabled),
    registered: (one, other) => (one.registration?.registered_at ?? '').localeCompare(other.registration?.registered_at ?? ''),
    sources: (one, other) => (one.sources ?? -1) - (other.sources ?? -1),
    targets: (one, other) => (one.targets ?? -1) - (other.targets ?? -1),
    applications: (one, other) => (one.custom_applications ?? -1) - (other.custom_applications ?? -1),
    last: (one, other) => (one.last_promotion?.requested_at ?? '').localeCompare(other.last_promotion?.requested_at ?? ''),
};

/** The same rows by a column, those alike by name; unknown columns leave the order as it came. */
export function sorted(rows: OrganizationRow[], column: string, isDescending: boolean): OrganizationRow[] {
    const order = Object.hasOwn(orders, column) ? orders[column] : undefined;
    if (!order) return rows;
    return [...rows].sort((one, other) => (isDescending ? -1 : 1) * order(one, other) || byName(one, other));
}
