import { useInfiniteQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { mappingsQuery } from '../../api/queries';
import { useOrganizationName, usePermission } from '../../app/me';
import { useUrlState } from '../../app/url-state';
import { Button } from '../../ui/button';
import { Loaded } from '../../ui/loaded';
import { useRows } from '../../ui/rows';
import { Empty } from '../../ui/states';
import { AddRelationDialog } from './add-relation-dialog';
import { MappingRow } from './mapping-row';

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
                        <ul className="mapping-list">
                            {rows.map((mapping) => (
                                <MappingRow
                                    key={mapping.target}
                                    org={org}
                                    mapping={mapping}
                                    canChange={mayAdminister}
                                    onRemoved={() => heading.current?.focus()}
                                />
                            ))}
                        </ul>
                    )
                }
            </Loaded>
            <AddRelationDialog org={org} open={url.dialog === 'add'} onClose={() => setUrl({ dialog: '' })} />
        </section>
    );
}
