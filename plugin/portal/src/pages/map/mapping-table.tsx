import type { OrganizationMap } from '../../api/types';
import { relationLabels, TypeBadge } from '../../ui/chips';
import { VirtualTable } from '../../ui/virtual-list';

type Mapping = OrganizationMap['mappings'][number];

/** The map in words, for whoever reads rather than looks. */
export function MappingTable({ map }: { map: OrganizationMap }) {
    const byId = new Map(map.organizations.map((one) => [one.id, one]));
    const name = (id: string) => (
        <span className="with-badge">
            <span className="strong">{byId.get(id)?.name ?? id}</span>
            <TypeBadge type={byId.get(id)?.type ?? null} />
        </span>
    );
    const columns = [
        { id: 'source', label: 'From', cell: (one: Mapping) => name(one.source) },
        { id: 'target', label: 'To', cell: (one: Mapping) => name(one.target) },
        { id: 'relation', label: 'Relation', cell: (one: Mapping) => relationLabels[one.relation] },
        {
            id: 'promotable',
            label: 'Promotable',
            cell: (one: Mapping) => (
                <>
                    <span className={one.promotable ? 'mark-good' : 'mark-bad'}>{one.promotable ? 'Yes' : (one.reason ?? 'No')}</span>{' '}
                    {one.warnings.map((warning) => warning.message).join(' ')}
                </>
            ),
        },
    ];
    return (
        <VirtualTable label="Mappings" kind="map" columns={columns} rows={map.mappings} keyOf={(one) => `${one.source} ${one.target}`} />
    );
}
