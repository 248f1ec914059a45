import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Link } from 'wouter';
import { allMappingChangesQuery, newestMappingChangesQuery } from '../../api/queries';
import type { MappingChange } from '../../api/types';
import { OrganizationChooser } from '../../app/choosers';
import { useMe, useOrganizationName } from '../../app/me';
import { OrganizationName } from '../../app/names';
import { NewerButton } from '../../app/newer-button';
import { Page } from '../../app/page';
import { paths } from '../../app/paths';
import { useUrlState } from '../../app/url-state';
import { useNewer } from '../../app/use-newer';
import { ClearButton, SearchField, TextField } from '../../ui/field';
import { Loaded } from '../../ui/loaded';
import { PersonName } from '../../ui/person-name';
import { useRows } from '../../ui/rows';
import { Empty } from '../../ui/states';
import { Time } from '../../ui/time';
import { VirtualTable } from '../../ui/virtual-list';
import { dayStart, isBackwards } from '../history/filter';
import { PrintedFilter } from '../history/printed-filter';
import { PrintButton } from '../../ui/print-button';
import { changeText } from '../mappings/change-text';

const filterNames = ['organization', 'actor', 'from', 'to'];

const timeOf = ({ at }: MappingChange) => at;

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Who changed what organizations are and how they are related, over all that the person may view. */
export default function ChangesPage() {
    const [url, setUrl] = useUrlState();
    const nameOf = useOrganizationName();
    const filter = {
        organization: url.organization || undefined,
        actor: url.actor || undefined,
        from: dayStart(url.from),
        to: dayStart(url.to, 1),
    };
    const list = useInfiniteQuery(allMappingChangesQuery(filter));
    const { rows: loaded, ...more } = useRows(list);
    const { rows, newer, isMore, show } = useNewer({
        list,
        rows: loaded,
        newest: newestMappingChangesQuery(filter),
        key: allMappingChangesQuery(filter).queryKey,
        timeOf,
    });
    const me = useMe().user;
    const people = useMemo(() => {
        const names = new Map([[me.id, me.name], ...rows.map((one) => [one.actor, one.actor_name ?? undefined] as const)]);
        return [...names].map(([id, label]) => ({ id, label })).sort((one, other) => (one.id < other.id ? -1 : 1));
    }, [me, rows]);
    const columns = useMemo(
        () => [
            {
                id: 'organization',
                label: 'Organization',
                cell: ({ organization }: MappingChange) => (
                    <Link href={paths.mappings(organization)} className="strong">
                        <OrganizationName id={organization} />
                    </Link>
                ),
            },
            { id: 'what', label: 'What', cell: (one: MappingChange) => <bdi>{capitalized(changeText(one, nameOf))}</bdi> },
            {
                id: 'actor',
                label: 'Who',
                cell: ({ actor, actor_name }: MappingChange) => (
                    <Link href={paths.changes({ ...url, actor })} title="Only what this person changed" className="person-link">
                        <PersonName id={actor} name={actor_name} />
                    </Link>
                ),
            },
            { id: 'when', label: 'When', cell: ({ at }: MappingChange) => <Time at={at} /> },
        ],
        [nameOf, url],
    );
    const isFiltered = filterNames.some((name) => url[name]);
    return (
        <Page
            title="Changes"
            about="Who changed types and relations of the organizations that you may view, newest first."
            actions={<PrintButton list={list} />}
        >
            <PrintedFilter url={url} names={filterNames} />
            <div className="filters filters-many">
                <OrganizationChooser
                    label="Organization"
                    any="Any organization"
                    organization={url.organization ?? ''}
                    onChange={(organization) => setUrl({ organization })}
                />
                <SearchField
                    label="Who"
                    placeholder="User id"
                    suggestions={people}
                    value={url.actor ?? ''}
                    onChange={(actor) => setUrl({ actor })}
                />
                <TextField
                    label="From"
                    type="date"
                    value={url.from ?? ''}
                    onChange={(from) => setUrl({ from })}
                    error={isBackwards(url) && 'This day is after the last one.'}
                />
                <TextField label="To" type="date" value={url.to ?? ''} onChange={(to) => setUrl({ to })} />
                {isFiltered && (
                    <ClearButton label="Clear filters" onClick={() => setUrl(Object.fromEntries(filterNames.map((name) => [name, ''])))} />
                )}
            </div>
            <NewerButton newer={newer} isMore={isMore} what="change" onShow={show} />
            <Loaded read={list} loading="Loading changes" failed="Changes could not be loaded">
                {() =>
                    rows.length > 0 || more.onNearEnd ? (
                        <VirtualTable label="Changes" kind="changes" columns={columns} rows={rows} keyOf={(one) => one.id} {...more} />
                    ) : isFiltered ? (
                        <Empty title="No change matches">
                            {isBackwards(url)
                                ? 'The first day is after the last one: no day is in between.'
                                : 'Change or clear the filters.'}
                        </Empty>
                    ) : (
                        <Empty title="No changes yet">Registrations and relations that are made or changed appear here.</Empty>
                    )
                }
            </Loaded>
        </Page>
    );
}
