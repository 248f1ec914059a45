import { useInfiniteQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useEffect } from 'react';
import { mappingsQuery } from '../../api/queries';
import { useOrganizationName, usePermission } from '../../app/me';
import { useUrlState } from '../../app/url-state';
import { Button } from '../../ui/button';
import { Empty, ErrorPanel, Loading } from '../../ui/states';
import { AddRelationDialog } from './add-relation-dialog';
import { MappingRow } from './mapping-row';

/** The organizations this one is mapped to, and what can be done about each. */
export function RelatedOrganizations({ org }: { org: string }) {
    const [url, setUrl] = useUrlState();
    const nameOf = useOrganizationName();
    const mayAdminister = usePermission(org, 'neo.admin');
    const list = useInfiniteQuery(mappingsQuery(org));
    const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
    useEffect(() => {
        if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
    }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
    const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
    const add = mayAdminister && (
        <Button look="primary" icon={<Plus size={16} aria-hidden />} onClick={() => setUrl({ dialog: 'add' }, 'push')}>
            Add Relation
        </Button>
    );
    return (
        <section aria-labelledby="related">
            <div className="section-head">
                <h2 id="related">Related organizations</h2>
                {rows.length > 0 && add}
            </div>
            {!mayAdminister && <p className="note">You need the Neo admin permission in {nameOf(org)} to change its relations.</p>}
            {list.isPending ? (
                <Loading label="Loading relations" />
            ) : list.isError ? (
                <ErrorPanel error={list.error} title="Relations could not be loaded" onRetry={() => void list.refetch()} />
            ) : rows.length === 0 ? (
                <Empty title="No related organizations yet" action={add}>
                    A relation says where {nameOf(org)} may promote to. It holds in this direction only.
                </Empty>
            ) : (
                <ul className="mapping-list">
                    {rows.map((mapping) => (
                        <MappingRow key={mapping.target} org={org} mapping={mapping} canChange={mayAdminister} />
                    ))}
                </ul>
            )}
            <AddRelationDialog org={org} open={url.dialog === 'add'} onClose={() => setUrl({ dialog: '' })} />
        </section>
    );
}
