import { useQuery } from '@tanstack/react-query';
import { Columns2 } from 'lucide-react';
import { Suspense } from 'react';
import { Link } from 'wouter';
import { versionQuery } from '../../api/queries';
import { isPromotable, type Version, type VersionId } from '../../api/types';
import { useOrganizationName, usePermission, usePromoteDenial } from '../../app/me';
import { ApplicationName } from '../../app/names';
import { NeedsView, OwnAttempts } from '../../app/needs-view';
import { useCloseOverlay } from '../../app/overlay';
import { Page, PageState } from '../../app/page';
import { paths } from '../../app/paths';
import { useUrlState } from '../../app/url-state';
import { RecalledMark, StateChip, TriggerText } from '../../ui/chips';
import { Copyable, CopyButton } from '../../ui/copy-button';
import { lazyPart } from '../../ui/lazy-part';
import { PromoteIcon } from '../../ui/promote-icon';
import { RefreshNotice } from '../../ui/loaded';
import { PromotionTable } from '../history/promotion-table';
import { BlockSection } from './block-section';
import { OriginLine } from './origin-line';
import { PlacesLine } from './places-line';
import { RecallButton } from './recall-button';
import { RecallHistory, RecallNotice } from './recall-notice';
import { useVersionFollows } from './use-version-follows';
import { VersionStrip } from './version-strip';

const PromoteDrawer = lazyPart(() => import('../promote/promote-drawer'));

function About({ version }: { version: Version }) {
    return (
        <dl className="facts">
            <div>
                <dt>Trigger</dt>
                <dd>
                    <TriggerText trigger={version.trigger} /> <CopyButton text={version.trigger.url} what="the trigger's URL" />
                </dd>
            </div>
            <div>
                <dt>Dataflow</dt>
                <dd>
                    <Copyable text={version.dataflow} what="the dataflow's id" />
                </dd>
            </div>
            <div>
                <dt>Application</dt>
                <dd>
                    <ApplicationName org={version.organization} id={version.application} />
                </dd>
            </div>
            {version.module !== null && (
                <div>
                    <dt>Needs module</dt>
                    <dd>{version.module}</dd>
                </div>
            )}
            {version.tags !== null && version.tags.length > 0 && (
                <div>
                    <dt>Tags</dt>
                    <dd className="tags">
                        {version.tags.map((tag, index) => (
                            <span key={index}>{tag}</span>
                        ))}
                    </dd>
                </div>
            )}
        </dl>
    );
}

/** Dataflow Version: what it does, what state it is in, where it was promoted to; and the way to promote it. */
export default function VersionPage({ id, promoting }: { id: VersionId; promoting: boolean }) {
    const [url] = useUrlState();
    const nameOf = useOrganizationName();
    const denialOf = usePromoteDenial();
    const shown = { view: url.view, block: url.block, nth: url.nth };
    const close = useCloseOverlay(promoting, paths.version(id, shown));
    const mayPromote = usePermission(id.org, 'neo.promote');
    const query = useQuery(versionQuery(id));
    useVersionFollows(id);
    const crumbs = [
        { label: `Dataflows of ${nameOf(id.org)}`, to: paths.dataflows(id.org) },
        { label: query.data?.version.name || id.dataflow, to: paths.dataflow(id.org, id.dataflow) },
    ];
    if (!query.data)
        return (
            <PageState
                read={query}
                title="Dataflow version"
                crumbs={crumbs}
                loading="Loading the version"
                failed="The version could not be loaded"
            />
        );
    const { version, content } = query.data;
    const recalled = version.recalled ?? null;
    const succeeded = version.promotions.filter((one) => one.status === 'succeeded' && one.direction !== 'in');
    return (
        <Page
            wide
            title={`${version.name || version.dataflow} v${version.version}`}
            crumbs={crumbs}
            marks={
                <>
                    <StateChip state={version.state} />
                    {recalled && <RecalledMark />}
                </>
            }
            actions={
                <>
                    <Link href={paths.compare(id)} className="button">
                        <Columns2 size={16} aria-hidden />
                        <span>Compare</span>
                    </Link>
                    {mayPromote && !recalled && <RecallButton id={id} />}
                    {isPromotable(version.state) ? (
                        <PromoteIcon
                            id={id}
                            promoted={succeeded.length > 0}
                            search={shown}
                            denied={denialOf(id.org, recalled !== null)}
                            withText
                        />
                    ) : (
                        <span className="quiet">Approved and live versions can be promoted.</span>
                    )}
                </>
            }
            about={<About version={version} />}
        >
            <RefreshNotice read={query} />
            {recalled ? <RecallNotice id={id} recalled={recalled} /> : <RecallHistory id={id} />}
            <VersionStrip id={id} shown={shown} />
            <OriginLine version={version} />
            {succeeded.length > 0 && <PlacesLine id={id} promotions={succeeded} />}
            {version.hidden ? (
                <section aria-labelledby="content">
                    <h2 id="content">Blocks</h2>
                    <NeedsView organizations={version.hidden}>Blocks, connections and tags are not shown.</NeedsView>
                </section>
            ) : (
                <BlockSection version={version} content={content} />
            )}
            {version.promotions.length > 0 && (
                <section aria-labelledby="attempts">
                    <h2 id="attempts">Promotions of this version</h2>
                    <OwnAttempts org={id.org} />
                    <PromotionTable org={id.org} rows={version.promotions} />
                </section>
            )}
            {promoting && (
                <Suspense fallback={null}>
                    <PromoteDrawer version={version} onClose={close} />
                </Suspense>
            )}
        </Page>
    );
}
