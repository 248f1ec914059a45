import { useInfiniteQuery } from '@tanstack/react-query';
import { Globe } from 'lucide-react';
import { useMemo } from 'react';
import { Link } from 'wouter';
import { dataflowsQuery } from '../../api/queries';
import type { Dataflow, VersionState } from '../../api/types';
import { ApplicationFilter } from '../../app/application-filter';
import { useOrganizationName } from '../../app/me';
import { ApplicationName } from '../../app/names';
import { Page } from '../../app/page';
import { paths } from '../../app/paths';
import { useUrlState } from '../../app/url-state';
import { RecalledMark, StateChip, stateLabels, versionStates } from '../../ui/chips';
import { ClearButton, SearchField, Select } from '../../ui/field';
import { Loaded } from '../../ui/loaded';
import { PromotedMark } from '../../ui/promote-icon';
import { useRows } from '../../ui/rows';
import { Empty } from '../../ui/states';
import { VirtualTable } from '../../ui/virtual-list';

const newestShown = 3;

/** The newest versions, with them the one that is live, and the way to all others. */
function Versions({ org, dataflow }: { org: string; dataflow: Dataflow }) {
    const newestFirst = [...dataflow.versions].reverse();
    const shown = newestFirst.filter(({ state }, index) => index < newestShown || state === 'live');
    const more = newestFirst.length - shown.length;
    return (
        <span className="chips">
            {shown.map(({ version, state, recalled }) => (
                <Link key={version} href={paths.version({ org, dataflow: dataflow.id, version })} className="chip-link">
                    <StateChip state={state} prefix={`v${version}`} />
                    {recalled && <RecalledMark />}
                </Link>
            ))}
            {more > 0 && (
                <Link href={paths.dataflow(org, dataflow.id)} aria-label={`+${more} versions of ${dataflow.name || dataflow.id}`}>
                    +{more}
                </Link>
            )}
        </span>
    );
}

const columnsOf = (org: string) => [
    {
        id: 'name',
        label: 'Dataflow',
        cell: (one: Dataflow) => (
            <>
                <Link href={paths.dataflow(org, one.id)} className="row-link">
                    <bdi className="strong">{one.name || one.id}</bdi>
                </Link>
                <span className="sub">
                    {one.id}
                    {one.global && (
                        <span className="global">
                            <Globe size={12} aria-hidden /> Global
                        </span>
                    )}
                </span>
            </>
        ),
    },
    {
        id: 'application',
        label: 'Application',
        cell: (one: Dataflow) => (
            <span className="quiet">
                <ApplicationName org={org} id={one.application} />
            </span>
        ),
    },
    { id: 'versions', label: 'Versions', cell: (one: Dataflow) => <Versions org={org} dataflow={one} /> },
    {
        id: 'promoted',
        label: 'Promoted',
        cell: (one: Dataflow) => (one.promoted ? <PromotedMark /> : <span className="hidden">Not promoted</span>),
    },
];

export function DataflowsPage({ org }: { org: string }) {
    const [url, setUrl] = useUrlState();
    const nameOf = useOrganizationName();
    const state = versionStates.includes(url.state as VersionState) ? (url.state as VersionState) : '';
    const filter = { search: url.search ?? '', application: url.application ?? '', state } as const;
    const isFiltered = Boolean(filter.search || filter.application || filter.state);
    const list = useInfiniteQuery(dataflowsQuery(org, filter));
    const { rows, ...more } = useRows(list);
    const columns = useMemo(() => columnsOf(org), [org]);
    return (
        <Page title="Dataflows" about={`Dataflows of ${nameOf(org)}. Approved and live versions can be promoted.`}>
            <div className="filters">
                <SearchField
                    label="Search dataflows"
                    hideLabel
                    placeholder="Search by name or id"
                    value={filter.search}
                    onChange={(text) => setUrl({ search: text })}
                />
                <ApplicationFilter org={org} application={filter.application} onChange={(application) => setUrl({ application })} />
                <Select
                    label="State"
                    hideLabel
                    placeholder="Any state"
                    value={filter.state}
                    options={versionStates.map((id) => ({ id, label: stateLabels[id] }))}
                    onChange={(chosen) => setUrl({ state: chosen })}
                />
                {isFiltered && <ClearButton label="Clear filters" onClick={() => setUrl({ search: '', application: '', state: '' })} />}
            </div>
            <Loaded read={list} loading="Loading dataflows" failed="Dataflows could not be loaded">
                {() =>
                    rows.length > 0 ? (
                        <VirtualTable
                            key={JSON.stringify(filter)}
                            label="Dataflows"
                            kind="dataflows"
                            columns={columns}
                            rows={rows}
                            keyOf={(one) => one.id}
                            {...more}
                        />
                    ) : isFiltered ? (
                        <Empty title="No dataflow matches">Change the search, or clear the filters.</Empty>
                    ) : (
                        <Empty title="No dataflows yet">Dataflows that are made in {nameOf(org)} appear here.</Empty>
                    )
                }
            </Loaded>
        </Page>
    );
}
