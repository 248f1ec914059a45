import { useInfiniteQuery } from '@tanstack/react-query';
import { SlidersHorizontal } from 'lucide-react';
import { useMemo, useState } from 'react';
import { newestPromotionsQuery, promotionsQuery } from '../../api/queries';
import type { Promotion } from '../../api/types';
import { DataflowChooser, OrganizationChooser } from '../../app/choosers';
import { useMe, useOrganizationName, usePermission } from '../../app/me';
import { NewerButton } from '../../app/newer-button';
import { OwnAttempts } from '../../app/needs-view';
import { Page } from '../../app/page';
import { paths, searchOf } from '../../app/paths';
import { useUrlState } from '../../app/url-state';
import { useNewer } from '../../app/use-newer';
import { standingLabels, typeLabels } from '../../ui/chips';
import { ClearButton, SearchField, Select, TextField } from '../../ui/field';
import { Loaded } from '../../ui/loaded';
import { useRows } from '../../ui/rows';
import { Empty } from '../../ui/states';
import { CsvLink } from './csv-link';
import { filterNames, filterOf, isBackwards, isFiltered } from './filter';
import { PrintedFilter } from './printed-filter';
import { PromotionTable } from './promotion-table';
import { SavedViews } from './saved-views';
import { StatusTabs } from './status-tabs';
import { PrintButton } from '../../ui/print-button';
import { TimePresets } from './time-presets';

const roles = [
    { id: 'source' as const, label: 'From here' },
    { id: 'target' as const, label: 'To here' },
];

const optionsOf = <K extends string>(labels: Record<K, string>) =>
    (Object.entries(labels) as [K, string][]).map(([id, label]) => ({ id, label }));

const timeOf = ({ requested_at }: Promotion) => requested_at;

/** What was promoted from and to this organization, or any that the person may view: what succeeded, what failed, and what was refused. */
export default function HistoryPage({ org }: { org: string | undefined }) {
    const [url, setUrl] = useUrlState();
    const nameOf = useOrganizationName();
    const filter = filterOf(org, url);
    const list = useInfiniteQuery(promotionsQuery(filter));
    const { rows: loaded, ...more } = useRows(list);
    const { rows, newer, isMore, show } = useNewer({
        list,
        rows: loaded,
        newest: newestPromotionsQuery(filter),
        key: promotionsQuery(filter).queryKey,
        timeOf,
    });
    const me = useMe().user;
    const mayView = usePermission(org ?? null, 'neo.view') || org === undefined;
    const people = useMemo(() => {
        const names = [me.name, ...rows.map((one) => one.actor_name ?? one.actor)];
        return [...new Set(names)].sort().map((id) => ({ id }));
    }, [me, rows]);
    /** All that is filtered, of this person only. */
    const ofActor = (actor: string) => paths.history(org) + searchOf({ ...url, actor, actor_name: '' });
    const dataflowsOf = org ?? url.other;
    // On a phone they would fill the first screen.
    const [isAsked, setUnfolded] = useState(false);
    const isUnfolded = isAsked || isFiltered(url);
    const clear = () => setUrl(Object.fromEntries(filterNames.map((name) => [name, ''])));
    return (
        <Page
            title={org === undefined ? 'History of everything' : 'History'}
            about={
                org === undefined
                    ? 'Promotions between all organizations that you may view, newest first.'
                    : `Promotions from and to ${nameOf(org)}, newest first.`
            }
            actions={
                <>
                    <PrintButton list={list} />
                    <CsvLink filter={filter} />
                </>
            }
        >
            <PrintedFilter url={url} names={filterNames} />
            {org !== undefined && <OwnAttempts org={org} />}
            <div className="segment-rows">
                <StatusTabs org={org} url={url} filter={filter} />
                <TimePresets org={org} url={url} />
            </div>
            {!isUnfolded && (
                <button type="button" className="button unfold" aria-expanded={false} onClick={() => setUnfolded(true)}>
                    <SlidersHorizontal size={16} aria-hidden />
                    <span>More filters</span>
                </button>
            )}
            <div className="filters filters-many" data-folded={!isUnfolded || undefined}>
                {org !== undefined && (
                    <Select
                        label="Direction"
                        placeholder="From or to here"
                        value={(url.role as 'source' | 'target' | undefined) ?? ''}
                        options={roles}
                        onChange={(role) => setUrl({ role })}
                    />
                )}
                <OrganizationChooser
                    label={org === undefined ? 'Organization' : 'Other organization'}
                    any="Any organization"
                    organization={url.other ?? ''}
                    onChange={(other) => setUrl(org === undefined ? { other, dataflow: '' } : { other })}
                />
                {dataflowsOf !== undefined && (
                    <DataflowChooser
                        org={dataflowsOf}
                        any="Any dataflow"
                        dataflow={url.dataflow ?? ''}
                        onChange={(dataflow) => setUrl({ dataflow })}
                    />
                )}
                {mayView && (
                    <SearchField
                        label="Who"
                        placeholder="Name or id"
                        hint={url.actor && 'Exactly this id'}
                        suggestions={people}
                        value={url.actor ?? url.actor_name ?? ''}
                        onChange={(words) => setUrl({ actor_name: words, actor: '' })}
                    />
                )}
                <SearchField label="Ticket" placeholder="Whole ticket" value={url.ticket ?? ''} onChange={(ticket) => setUrl({ ticket })} />
                <SearchField label="Reason" placeholder="Part of it" value={url.reason ?? ''} onChange={(reason) => setUrl({ reason })} />
                <Select
                    label="Target type"
                    placeholder="Any type"
                    value={filter.type ?? ''}
                    options={optionsOf(typeLabels)}
                    onChange={(type) => setUrl({ type })}
                />
                <Select
                    label="Target then"
                    placeholder="However it stood"
                    value={filter.standing ?? ''}
                    options={optionsOf(standingLabels)}
                    onChange={(standing) => setUrl({ standing })}
                />
                <TextField
                    label="From"
                    type="date"
                    value={url.from ?? ''}
                    onChange={(from) => setUrl({ from, time: '' })}
                    error={isBackwards(url) && 'This day is after the last one.'}
                />
                <TextField label="To" type="date" value={url.to ?? ''} onChange={(to) => setUrl({ to, time: '' })} />
                {isFiltered(url) && <ClearButton label="Clear filters" onClick={clear} />}
            </div>
            <SavedViews org={org} url={url} />
            <NewerButton newer={newer} isMore={isMore} what="promotion" onShow={show} />
            <Loaded read={list} loading="Loading the history" failed="The history could not be loaded">
                {() =>
                    rows.length > 0 || more.onNearEnd ? (
                        <PromotionTable org={org} rows={rows} ofActor={ofActor} {...more} />
                    ) : isFiltered(url) ? (
                        <Empty title="No promotion matches">
                            {isBackwards(url)
                                ? 'The first day is after the last one: no day is in between.'
                                : 'Change or clear the filters.'}
                        </Empty>
                    ) : (
                        <Empty title="Nothing was promoted yet">Open an approved or live version of a dataflow, and promote it.</Empty>
                    )
                }
            </Loaded>
        </Page>
    );
}
