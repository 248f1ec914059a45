import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import { detailedOrganizationsQuery, organizationMapQuery } from '../../api/queries';
import { useMe } from '../../app/me';
import { Page } from '../../app/page';
import { paths, searchOf } from '../../app/paths';
import { useUrlState } from '../../app/url-state';
import { typeLabels } from '../../ui/chips';
import { ClearButton, SearchField, Select } from '../../ui/field';
import { isFound } from '../../ui/words';
import { Loaded } from '../../ui/loaded';
import { Empty, ErrorPanel } from '../../ui/states';
import { VirtualTable } from '../../ui/virtual-list';
import { choiceColumn, columns } from './columns';
import { isOfType, lacks, rowsOf, sorted, typeFilters, type Lack, type OrganizationRow, type TypeFilter } from './rows';

type Url = Record<string, string | undefined>;

/** The types as filters, each with how many there are. */
const TypeTabs = ({ url, rows }: { url: Url; rows: OrganizationRow[] }) => (
    <nav aria-label="Type" className="segments">
        {typeFilters.map((type) => (
            <Link
                key={type}
                href={paths.organizations() + searchOf({ ...url, type })}
                aria-current={(url.type ?? '') === type ? 'true' : undefined}
            >
                {type === '' ? 'All' : type === 'none' ? 'Not registered' : typeLabels[type]}{' '}
                <span className="count">{rows.filter((one) => isOfType(one, type)).length}</span>
            </Link>
        ))}
    </nav>
);

const useIsAdministrator = () => useMe().organizations.some(({ permissions }) => permissions.includes('neo.admin'));

/** What can be done with those that were chosen. */
const ChosenBar = ({ chosen, onClear }: { chosen: Set<string>; onClear: () => void }) => (
    <div className="note chosen-bar" role="group" aria-label="Those chosen">
        <span role="status">{chosen.size} chosen</span>
        {(['register', 'relate'] as const).map((what) => (
            <Link key={what} href={paths.setUp(what)} state={{ organizations: [...chosen] }} className="button">
                {what === 'register' ? 'Register them' : 'Relate them'}
            </Link>
        ))}
        <ClearButton label="Choose none" onClick={onClear} />
    </div>
);

function Organizations({ rows }: { rows: OrganizationRow[] }) {
    const [url, setUrl] = useUrlState();
    const search = url.search ?? '';
    const lack = url.lack && Object.hasOwn(lacks, url.lack) ? (url.lack as Lack) : '';
    const column = url.sort?.replace(/^-/, '') ?? '';
    const isDescending = url.sort?.startsWith('-') ?? false;
    const found = useMemo(
        () => rows.filter((one) => isFound(one, search) && (lack === '' || lacks[lack].isLacking(one))),
        [rows, search, lack],
    );
    const shown = useMemo(
        () =>
            sorted(
                found.filter((one) => isOfType(one, (url.type ?? '') as TypeFilter)),
                column,
                isDescending,
            ),
        [found, url.type, column, isDescending],
    );
    const isAdministrator = useIsAdministrator();
    const [chosen, setChosen] = useState(new Set<string>());
    const choosing = useMemo(
        () => (isAdministrator ? [choiceColumn({ chosen, shown, onChoose: setChosen }), ...columns] : columns),
        [isAdministrator, chosen, shown],
    );
    const isFiltered = Boolean(search || lack || url.type);
    return (
        <>
            <TypeTabs url={url} rows={found} />
            <div className="filters">
                <SearchField
                    label="Search organizations"
                    hideLabel
                    placeholder="Search by name or id"
                    value={search}
                    onChange={(text) => setUrl({ search: text })}
                />
                <Select
                    label="What is missing"
                    hideLabel
                    placeholder="Set up or not"
                    value={lack}
                    options={(Object.keys(lacks) as Lack[]).map((id) => ({ id, label: lacks[id].label }))}
                    onChange={(next) => setUrl({ lack: next })}
                />
                {isFiltered && <ClearButton label="Clear filters" onClick={() => setUrl({ search: '', lack: '', type: '' })} />}
                <p className="filter-count quiet" role="status">
                    {isFiltered ? `${shown.length} of ${rows.length} organizations` : `${rows.length} organizations`}
                </p>
            </div>
            {chosen.size > 0 && <ChosenBar chosen={chosen} onClear={() => setChosen(new Set())} />}
            {shown.length > 0 ? (
                <VirtualTable
                    label="Organizations"
                    kind="organizations"
                    columns={choosing}
                    rows={shown}
                    keyOf={(one) => one.id}
                    sort={{ column, isDescending, onSort: (sort) => setUrl({ sort }) }}
                />
            ) : (
                <Empty title="No organization matches">Try another part of its name or id, or clear the filters.</Empty>
            )}
        </>
    );
}

/** All organizations and how far each is set up; where one chooses the one to work in. */
export function OrganizationsPage() {
    const read = useQuery(detailedOrganizationsQuery());
    const map = useQuery(organizationMapQuery());
    const isAdministrator = useIsAdministrator();
    const rows = useMemo(() => rowsOf(read.data ?? [], map.data), [read.data, map.data]);
    return (
        <Page
            wide
            title="Organizations"
            about="Choose the organization you work in."
            actions={
                <>
                    {isAdministrator && (
                        <Link href={paths.setUp('register')} className="button">
                            Set up many
                        </Link>
                    )}
                    <Link href={paths.history(undefined)} className="button">
                        History of everything
                    </Link>
                </>
            }
        >
            <Loaded read={read} loading="Loading organizations" failed="Organizations could not be loaded">
                {() =>
                    rows.length > 0 ? (
                        <Organizations rows={rows} />
                    ) : (
                        <Empty title="You have no organization yet">
                            Ask the administrator of your platform for a permission in one: Neo view, or Neo Promote.
                        </Empty>
                    )
                }
            </Loaded>
            {map.error && !map.data && read.data && (
                <ErrorPanel
                    error={map.error}
                    title="Relations could not be counted"
                    onRetry={() => void map.refetch()}
                    busy={map.isFetching}
                />
            )}
        </Page>
    );
}
