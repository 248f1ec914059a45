import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { dataflowQuery, spreadQuery } from '../../api/queries';
import { useOrganizationName } from '../../app/me';
import { Page } from '../../app/page';
import { paths } from '../../app/paths';
import { useUrlState } from '../../app/url-state';
import { SearchField } from '../../ui/field';
import { Loaded } from '../../ui/loaded';
import { useRows } from '../../ui/rows';
import { Empty } from '../../ui/states';
import { filterOf } from './filter';
import { PlaceTable } from './place-table';
import { Summary } from './summary';
import './spread.css';

/** Where a dataflow went, over however many steps, and how it stands there. */
export default function SpreadPage({ org, dataflow }: { org: string; dataflow: string }) {
    const [url, setUrl] = useUrlState();
    const nameOf = useOrganizationName();
    const one = useQuery(dataflowQuery(org, dataflow)).data;
    const filter = filterOf(url);
    const list = useInfiniteQuery(spreadQuery(org, dataflow, filter));
    const { rows, ...more } = useRows(list);
    const name = one?.name || dataflow;
    return (
        <Page
            title={`Where ${name} went`}
            crumbs={[
                { label: `Dataflows of ${nameOf(org)}`, to: paths.dataflows(org) },
                { label: name, to: paths.dataflow(org, dataflow) },
            ]}
            about={`Organizations that have it by a promotion from ${nameOf(org)}, or by one that followed.`}
        >
            <Loaded read={list} loading="Loading where it went" failed="Where it went could not be loaded">
                {({ pages: [first] }) =>
                    Object.keys(first!.summary).length === 0 ? (
                        <Empty title="It went nowhere yet">Promote an approved or live version of it.</Empty>
                    ) : (
                        <>
                            <Summary summary={first!.summary} filter={filter} here={paths.spread(org, dataflow)} />
                            <div className="filters">
                                <SearchField
                                    label="Search organizations"
                                    hideLabel
                                    placeholder="Search by name or id"
                                    value={url.search ?? ''}
                                    onChange={(search) => setUrl({ search })}
                                />
                            </div>
                            {rows.length > 0 ? (
                                <PlaceTable
                                    key={JSON.stringify(filter)}
                                    org={org}
                                    dataflow={dataflow}
                                    versions={one?.versions ?? []}
                                    rows={rows}
                                    {...more}
                                />
                            ) : (
                                <Empty title="No organization matches">Change the search, or choose another standing.</Empty>
                            )}
                        </>
                    )
                }
            </Loaded>
        </Page>
    );
}
