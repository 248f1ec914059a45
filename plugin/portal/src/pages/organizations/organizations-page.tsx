import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { organizationsQuery } from '../../api/queries';
import type { Organization } from '../../api/types';
import { Page } from '../../app/page';
import { paths } from '../../app/paths';
import { useUrlState } from '../../app/url-state';
import { TypeBadge } from '../../ui/chips';
import { SearchField } from '../../ui/field';
import { Loaded } from '../../ui/loaded';
import { useRows } from '../../ui/rows';
import { Empty } from '../../ui/states';
import { VirtualTable } from '../../ui/virtual-list';

const columns = [
    {
        id: 'name',
        label: 'Organization',
        cell: (one: Organization) => (
            <>
                <Link href={paths.dataflows(one.id)} className="row-link">
                    <span className="strong">{one.name}</span>
                </Link>
                <span className="sub">{one.id}</span>
            </>
        ),
    },
    { id: 'type', label: 'Type', cell: (one: Organization) => <TypeBadge type={one.registration?.type ?? null} /> },
    { id: 'cluster', label: 'Cluster', cell: (one: Organization) => <span className="quiet">{one.cluster}</span> },
    { id: 'neo', label: 'Neo', cell: (one: Organization) => <span className="quiet">{one.neo_enabled ? 'Enabled' : 'Not enabled'}</span> },
];

/** Where one chooses the organization to work in. */
export function OrganizationsPage() {
    const [url, setUrl] = useUrlState();
    const search = url.search ?? '';
    const list = useInfiniteQuery(organizationsQuery(search, 100));
    const { rows, ...more } = useRows(list);
    return (
        <Page
            title="Organizations"
            about="Choose the organization you work in."
            actions={
                <Link href={paths.history(undefined)} className="button">
                    History of everything
                </Link>
            }
        >
            <div className="filters">
                <SearchField
                    label="Search organizations"
                    hideLabel
                    placeholder="Search by name or id"
                    value={search}
                    onChange={(text) => setUrl({ search: text })}
                />
            </div>
            <Loaded read={list} loading="Loading organizations" failed="Organizations could not be loaded">
                {() =>
                    rows.length > 0 ? (
                        <VirtualTable
                            label="Organizations"
                            kind="organizations"
                            columns={columns}
                            rows={rows}
                            keyOf={(one) => one.id}
                            {...more}
                        />
                    ) : search ? (
                        <Empty title="No organization matches">Try another part of its name or id.</Empty>
                    ) : (
                        <Empty title="You have no organization yet">
                            Ask the administrator of your platform for a permission in one: Neo view, or Neo Promote.
                        </Empty>
                    )
                }
            </Loaded>
        </Page>
    );
}
