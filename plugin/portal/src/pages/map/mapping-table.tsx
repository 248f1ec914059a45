import { useMemo } from 'react';
import type { OrganizationMap } from '../../api/types';
import { useUrlState } from '../../app/url-state';
import { relationLabels, TypeBadge } from '../../ui/chips';
import { ClearButton, SearchField, Select } from '../../ui/field';
import { isFound } from '../../ui/words';
import { Empty } from '../../ui/states';
import { VirtualTable } from '../../ui/virtual-list';
import type { MapMapping, MapOrganization } from './neighbourhood';
import { TypeMatrix } from './type-matrix';

type Row = MapMapping & { from: MapOrganization | undefined; to: MapOrganization | undefined };

const organizationCell = (id: string, one: MapOrganization | undefined) => (
    <span className="with-badge">
        <span className="strong">
            <bdi>{one?.name ?? id}</bdi>
        </span>
        <TypeBadge type={one?.type ?? null} />
    </span>
);

const columns = [
    { id: 'source', label: 'From', cell: (one: Row) => organizationCell(one.source, one.from) },
    { id: 'target', label: 'To', cell: (one: Row) => organizationCell(one.target, one.to) },
    { id: 'relation', label: 'Relation', cell: (one: Row) => relationLabels[one.relation] },
    {
        id: 'promotable',
        label: 'Promotable',
        cell: (one: Row) => (
            <>
                <span className={one.promotable ? 'mark-good' : 'mark-bad'}>{one.promotable ? 'Yes' : (one.reason ?? 'No')}</span>{' '}
                {one.warnings.map((warning) => warning.message).join(' ')}
            </>
        ),
    },
];

const along = [
    { id: 'yes' as const, label: 'Promotable' },
    { id: 'no' as const, label: 'Not promotable' },
];

/** All mappings, counted by type and listed in words. */
export function MappingTable({ map }: { map: OrganizationMap }) {
    const [url, setUrl] = useUrlState();
    const { source = '', target = '', search = '' } = url;
    const isAlong = url.along === 'yes' || url.along === 'no' ? url.along : '';
    const rows = useMemo<Row[]>(() => {
        const byId = new Map(map.organizations.map((one) => [one.id, one]));
        return map.mappings.map((one) => ({ ...one, from: byId.get(one.source), to: byId.get(one.target) }));
    }, [map]);
    const isOf = (one: MapOrganization | undefined, type: string) => type === '' || (one?.type ?? 'none') === type;
    const shown = rows.filter(
        (one) =>
            isOf(one.from, source) &&
            isOf(one.to, target) &&
            (isAlong === '' || one.promotable === (isAlong === 'yes')) &&
            isFound({ name: `${one.from?.name ?? ''} ${one.to?.name ?? ''}`, id: `${one.source} ${one.target}` }, search),
    );
    const isFiltered = Boolean(source || target || isAlong || search);
    if (rows.length === 0) return <Empty title="No mapping that you may see" />;
    return (
        <>
            <TypeMatrix map={map} source={source} target={target} onChoose={(from, to) => setUrl({ source: from, target: to })} />
            <div className="filters">
                <SearchField
                    label="Search mappings"
                    hideLabel
                    placeholder="Search by name or id"
                    value={search}
                    onChange={(text) => setUrl({ search: text })}
                />
                <Select
                    label="Promotable"
                    hideLabel
                    placeholder="Promotable or not"
                    value={isAlong}
                    options={along}
                    onChange={(next) => setUrl({ along: next })}
                />
                {isFiltered && (
                    <ClearButton label="Clear filters" onClick={() => setUrl({ source: '', target: '', along: '', search: '' })} />
                )}
                <p className="filter-count quiet" role="status">
                    {isFiltered ? `${shown.length} of ${rows.length} mappings` : `${rows.length} mappings`}
                </p>
            </div>
            {shown.length > 0 ? (
                <VirtualTable
                    label="Mappings"
                    kind="map"
                    columns={columns}
                    rows={shown}
                    keyOf={(one) => JSON.stringify([one.source, one.target])}
                />
            ) : (
                <Empty title="No mapping matches">Change or clear the filters.</Empty>
            )}
        </>
    );
}
