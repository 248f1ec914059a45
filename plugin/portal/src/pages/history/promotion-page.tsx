import { useQuery } from '@tanstack/react-query';
import { RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { promotionQuery } from '../../api/queries';
import { untilBack } from '../../api/query-client';
import { dataflowNameOf, sourceOf, type Promotion } from '../../api/types';
import { useMayWorkIn } from '../../app/me';
import { ApplicationName, OrganizationName } from '../../app/names';
import { Page, PageState } from '../../app/page';
import { paths } from '../../app/paths';
import { VersionLink } from '../../app/version-link';
import { standingLabels, StatusChip, TriggerText } from '../../ui/chips';
import { Copyable, CopyButton } from '../../ui/copy-button';
import { FailureList, WarningList } from '../../ui/failures';
import { RefreshNotice } from '../../ui/loaded';
import { PersonName } from '../../ui/person-name';
import { Time } from '../../ui/time';
import { RetryLink } from './retry-link';

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
    <div>
        <dt>{label}</dt>
        <dd>{children}</dd>
    </div>
);

function Outcome({ one }: { one: Promotion }) {
    switch (one.status) {
        case 'succeeded':
            return (
                <p className="note note-good">
                    {one.target.approved_version === null
                        ? 'An approved version and a draft version were created.'
                        : `Approved version ${one.target.approved_version} and draft version ${one.target.draft_version} were created.`}{' '}
                    Nothing went live.
                </p>
            );
        case 'in_progress':
            return (
                <p className="note">
                    The host has not answered yet. Neo Promote keeps asking and finishes this by itself; nothing has to be done.
                </p>
            );
        case 'failed':
            return <p className="note note-error">It was begun and did not happen. Nothing was created; it can be tried again.</p>;
        case 'refused':
            return <p className="note note-error">Checks forbade it before anything was written.</p>;
    }
}

/** Why it was asked for, how the target stood then, and what was known of it. */
function Said({ org, one: { reason, ticket, standing, base, planned, warnings, accepted } }: { org: string | undefined; one: Promotion }) {
    if (!reason && !ticket && !standing && !warnings.length) return null;
    return (
        <section aria-labelledby="why" className="card">
            <h2 id="why">Why, and how it stood</h2>
            <dl className="facts facts-column">
                {ticket && <Fact label="Ticket">{ticket}</Fact>}
                {reason && (
                    <Fact label="Reason">
                        <span className="as-written" dir="auto">
                            {reason}
                        </span>
                    </Fact>
                )}
                {standing && (
                    <Fact label="The target then">
                        {standingLabels[standing]}
                        {base && (
                            <>
                                {' '}
                                (<Link href={paths.promotion(org, base)}>what had arrived last</Link>)
                            </>
                        )}
                    </Fact>
                )}
                <Fact label="Plan">{planned ? 'Promised by what was shown before' : 'Without a plan'}</Fact>
            </dl>
            <WarningList warnings={warnings} />
            {accepted.length > 0 && <p className="quiet">Accepted: {accepted.map((code) => code.replaceAll('_', ' ')).join(', ')}.</p>}
        </section>
    );
}

function Details({ org, one }: { org: string | undefined; one: Promotion }) {
    const source = sourceOf(one);
    const { organization, application, dataflow, approved_version, draft_version } = one.target;
    const nothing = useMayWorkIn(organization) ? '–' : 'Not shown';
    const created = (version: number | null) =>
        organization !== null && dataflow !== null && version !== null ? (
            <VersionLink id={{ org: organization, dataflow, version }}>Version {version}</VersionLink>
        ) : (
            nothing
        );
    return (
        <>
            <Outcome one={one} />
            {one.failures.length > 0 && (
                <section aria-labelledby="reasons">
                    <h2 id="reasons">Reasons</h2>
                    <FailureList org={org} failures={one.failures} />
                </section>
            )}
            <Said org={org} one={one} />
            <div className="sides">
                <section aria-labelledby="source" className="card">
                    <h2 id="source">Source</h2>
                    <dl className="facts facts-column">
                        <Fact label="Organization">
                            <OrganizationName id={one.source.organization} explain />
                        </Fact>
                        <Fact label="Dataflow">{source ? <span title={source.dataflow}>{dataflowNameOf(one)}</span> : 'Not shown'}</Fact>
                        <Fact label="Version">
                            {source ? <VersionLink id={source}>Version {source.version}</VersionLink> : 'Not shown'}
                        </Fact>
                        {one.trigger && (
                            <Fact label="Trigger">
                                <TriggerText trigger={one.trigger} /> <CopyButton text={one.trigger.url} what="the trigger's URL" />
                            </Fact>
                        )}
                    </dl>
                </section>
                <section aria-labelledby="target" className="card">
                    <h2 id="target">Target</h2>
                    <dl className="facts facts-column">
                        <Fact label="Organization">
                            <OrganizationName id={organization} explain />
                        </Fact>
                        <Fact label="Application">
                            {organization === null || application === null ? (
                                nothing
                            ) : (
                                <ApplicationName org={organization} id={application} />
                            )}
                            {one.routed && one.status === 'succeeded' && <span className="quiet"> (where its trigger already lived)</span>}
                        </Fact>
                        <Fact label="Approved">{created(approved_version)}</Fact>
                        <Fact label="Draft">{created(draft_version)}</Fact>
                    </dl>
                </section>
            </div>
            <dl className="facts">
                <Fact label="Who">
                    <PersonName id={one.actor} name={one.actor_name} />
                </Fact>
                <Fact label="Asked for">
                    <Time at={one.requested_at} />
                </Fact>
                <Fact label="Finished">{one.finished_at ? <Time at={one.finished_at} /> : 'Not yet'}</Fact>
                <Fact label="Attempt">
                    <Copyable text={one.id} what="the attempt's id" />
                </Fact>
                {one.content_hash && (
                    <Fact label="Content (SHA-256)">
                        <Copyable text={one.content_hash} what="the SHA-256 of the content" />
                    </Fact>
                )}
            </dl>
        </>
    );
}

/** One attempt: what was asked for, what came of it, why, and a way to try again. */
export default function PromotionPage({ org, id }: { org: string | undefined; id: string }) {
    const query = useQuery({
        ...promotionQuery(id),
        refetchInterval: (state) => (state.state.data?.status === 'in_progress' ? 2000 : untilBack(state)),
    });
    const crumbs = [{ label: org === undefined ? 'History of everything' : 'History', to: paths.history(org) }];
    const one = query.data;
    if (!one)
        return (
            <PageState
                read={query}
                title="Promotion"
                crumbs={crumbs}
                loading="Loading the promotion"
                failed="The promotion could not be loaded"
            />
        );
    const source = sourceOf(one);
    return (
        <Page
            title={`${dataflowNameOf(one)}${source ? ` v${source.version}` : ''}`}
            crumbs={crumbs}
            marks={<StatusChip status={one.status} />}
            actions={
                <RetryLink one={one} className="button button-primary">
                    <RotateCcw size={16} aria-hidden />
                    <span>Try again</span>
                </RetryLink>
            }
        >
            <RefreshNotice read={query} />
            <Details org={org} one={one} />
        </Page>
    );
}
