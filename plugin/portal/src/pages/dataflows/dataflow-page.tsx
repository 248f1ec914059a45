import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Waypoints } from 'lucide-react';
import { Link } from 'wouter';
import { dataflowQuery, promotionsQuery } from '../../api/queries';
import { isPromotable, type Dataflow } from '../../api/types';
import { useOrganizationName, usePermission, usePromoteDenial } from '../../app/me';
import { ApplicationName } from '../../app/names';
import { OwnAttempts } from '../../app/needs-view';
import { Page, PageState } from '../../app/page';
import { paths } from '../../app/paths';
import { RecalledMark, StateChip, TriggerText } from '../../ui/chips';
import { Copyable } from '../../ui/copy-button';
import { PromotedMark, PromoteIcon } from '../../ui/promote-icon';
import { Loaded, RefreshNotice } from '../../ui/loaded';
import { useRows } from '../../ui/rows';
import { Empty } from '../../ui/states';
import { PromotionTable } from '../history/promotion-table';

function VersionList({ org, dataflow }: { org: string; dataflow: Dataflow }) {
    const denialOf = usePromoteDenial();
    const denied = denialOf(org);
    return (
        <>
            {denied && <p className="quiet">{denied}</p>}
            <ul className="version-list">
                {[...dataflow.versions].reverse().map(({ version, state, trigger, promoted, recalled }) => {
                    const id = { org, dataflow: dataflow.id, version };
                    return (
                        <li key={version}>
                            <Link href={paths.version(id)} className="row-link">
                                <span className="strong">Version {version}</span>
                            </Link>
                            <StateChip state={state} />
                            {recalled && <RecalledMark />}
                            <span className="quiet">
                                <TriggerText trigger={trigger} />
                            </span>
                            {promoted && <PromotedMark />}
                            <span className="row-end">
                                {isPromotable(state) && <PromoteIcon id={id} promoted={promoted} denied={denialOf(org, recalled)} />}
                            </span>
                        </li>
                    );
                })}
            </ul>
        </>
    );
}

function DataflowHistory({ org, dataflow }: { org: string; dataflow: string }) {
    const list = useInfiniteQuery(promotionsQuery({ organization: org, role: 'any', dataflow }));
    const { rows, ...more } = useRows(list);
    const mayView = usePermission(org, 'neo.view');
    return (
        <Loaded read={list} loading="Loading the history" failed="The history could not be loaded">
            {() =>
                rows.length > 0 || more.onNearEnd ? (
                    <PromotionTable org={org} rows={rows} {...more} />
                ) : (
                    <Empty title={mayView ? 'Not promoted yet' : 'You have not promoted it yet'}>
                        Promotions of this dataflow appear here, with where to, when and by whom.
                    </Empty>
                )
            }
        </Loaded>
    );
}

/** A dataflow with its versions and where they went. */
export function DataflowPage({ org, dataflow }: { org: string; dataflow: string }) {
    const nameOf = useOrganizationName();
    const query = useQuery(dataflowQuery(org, dataflow));
    const crumbs = [{ label: `Dataflows of ${nameOf(org)}`, to: paths.dataflows(org) }];
    const one = query.data;
    if (!one)
        return (
            <PageState
                read={query}
                title="Dataflow"
                crumbs={crumbs}
                loading="Loading the dataflow"
                failed="The dataflow could not be loaded"
            />
        );
    return (
        <Page
            title={one.name || one.id}
            crumbs={crumbs}
            marks={one.promoted && <PromotedMark />}
            actions={
                <Link href={paths.spread(org, dataflow)} className="button">
                    <Waypoints size={16} aria-hidden />
                    <span>Where it went</span>
                </Link>
            }
            about={
                <dl className="facts">
                    <div>
                        <dt>Id</dt>
                        <dd>
                            <Copyable text={one.id} what="the dataflow's id" />
                        </dd>
                    </div>
                    <div>
                        <dt>Application</dt>
                        <dd>
                            <ApplicationName org={org} id={one.application} />
                        </dd>
                    </div>
                    {one.module !== null && (
                        <div>
                            <dt>Needs module</dt>
                            <dd>{one.module}</dd>
                        </div>
                    )}
                    <div>
                        <dt>Scope</dt>
                        <dd>{one.global ? 'Global' : 'This organization'}</dd>
                    </div>
                </dl>
            }
        >
            <RefreshNotice read={query} />
            <section aria-labelledby="versions">
                <h2 id="versions">Versions</h2>
                <VersionList org={org} dataflow={one} />
            </section>
            <section aria-labelledby="history">
                <h2 id="history">Promotions</h2>
                <OwnAttempts org={org} />
                <DataflowHistory org={org} dataflow={dataflow} />
            </section>
        </Page>
    );
}
