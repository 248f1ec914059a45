import { useInfiniteQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { mappingsQuery } from '../../api/queries';
import { targetNameOf, type Mapping } from '../../api/types';
import { useOrganizationName, usePermission } from '../../app/me';
import { useUrlState } from '../../app/url-state';
import { Button } from '../../ui/button';
import { typeLabels } from '../../ui/chips';
import { SearchField } from '../../ui/field';
import { isFound } from '../../ui/words';
import { Loaded } from '../../ui/loaded';
import { useRows } from '../../ui/rows';
import { Empty } from '../../ui/states';
import { AddRelationDialog } from './add-relation-dialog';
import { MappingRow } from './mapping-row';

/** With more relations than this they are searched, and shown so many at a time. */
const few = 10;
const atATime = 30;

const isMatch = (one: Mapping, search: string) =>
    isFound({ name: `${targetNameOf(one)} ${one.target_type ? typeLabels[one.target_type] : ''}`, id: one.target }, search);

type ListProps = { org: string; rows: Mapping[]; canChange: boolean; onRemoved: () => void };

function MappingList({ rows, ...row }: ListProps) {
    const [url, setUrl] = useUrlState();
    const [limit, setLimit] = useState(atATime);
    const search = url.search ?? '';
    const found = rows.filter((one) => isMatch(one, search));
    return (
        <>
            {(rows.length > few || search !== '') && (
                <div className="filters">
                    <SearchField
                        label="Search relations"
                        hideLabel
                        placeholder="Search by name, id or type"
                        value={search}
                        onChange={(text) => setUrl({ search: text })}
                    />
                    <p className="filter-count quiet" role="status">
                        {search ? `${found.length} of ${rows.length} relations` : `${rows.length} relations`}
                    </p>
                </div>
            )}
            {found.length === 0 ? (
                <Empty title="No relation matches">Try another part of a name, an id or a type.</Empty>
            ) : (
                <ul className="mapping-list">
                    {found.slice(0, limit).map((mapping) => (
                        <MappingRow key={mapping.target} mapping={mapping} {...row} />
                    ))}
                </ul>
            )}
            {found.length > limit && (
                <Button look="quiet" onClick={() => setLimit(limit + atATime)}>
                    Show {Math.min(atATime, found.length - limit)} more
                </Button>
            )}
        </>
    );
}

/** The organizations this one is mapped to, and what can be done about each. */
export function RelatedOrganizations({ org }: { org: string }) {
    const [url, setUrl] = useUrlState();
    const nameOf = useOrganizationName();
    const heading = useRef<HTMLHeadingElement>(null);
    const mayAdminister = usePermission(org, 'neo.admin');
    const list = useInfiniteQuery(mappingsQuery(org));
    const { rows, onNearEnd, loadingMore } = useRows(list);
    useEffect(() => {
        if (!loadingMore) onNearEnd?.();
    }, [onNearEnd, loadingMore]);
    const add = mayAdminister && (
        <Button look="primary" icon={<Plus size={16} aria-hidden />} onClick={() => setUrl({ dialog: 'add' }, 'push')}>
            Add Relation
        </Button>
    );
    return (
        <section aria-labelledby="related">
            <div className="section-head">
                <h2 id="related" ref={heading} tabIndex={-1}>
                    Related organizations
                </h2>
                {rows.length > 0 && add}
            </div>
            {!mayAdminister && <p className="note">You need the Neo admin permission in {nameOf(org)} to change its relations.</p>}
            <Loaded read={list} loading="Loading relations" failed="Relations could not be loaded">
                {() =>
                    rows.length === 0 ? (
                        <Empty title="No related organizations yet" action={add}>
                            A relation says where {nameOf(org)} may promote to. It holds in this direction only.
                        </Empty>
                    ) : (
                        <MappingList org={org} rows={rows} canChange={mayAdminister} onRemoved={() => heading.current?.focus()} />
                    )
                }
            </Loaded>
            <AddRelationDialog org={org} open={url.dialog === 'add'} onClose={() => setUrl({ dialog: '' })} />
        </section>
    );
}
