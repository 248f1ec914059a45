import { useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleCheck, CircleX, Hourglass } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { promotionQuery } from '../../api/queries';
import { untilBack } from '../../api/query-client';
import { dataflowNameOf, type Promotion, type PromotionTarget } from '../../api/types';
import { useMayWorkIn } from '../../app/me';
import { paths } from '../../app/paths';
import { VersionLink } from '../../app/version-link';
import { Button } from '../../ui/button';
import { FailureList } from '../../ui/failures';

const slowAfter_ms = 3000;

/** Says that it goes on, and after a while that one need not wait; while its answer is lost, that it is asked for. */
export function Progress({ isLookingUp }: { isLookingUp: boolean }) {
    const [slow, setSlow] = useState(false);
    useEffect(() => {
        const timer = setTimeout(() => setSlow(true), slowAfter_ms);
        return () => clearTimeout(timer);
    }, []);
    return (
        <p className="progress-note" role="status">
            {isLookingUp
                ? 'No answer came from the server. Asking what became of your promotion; it is made once at most. If you close this, the history tells the outcome.'
                : slow
                  ? 'The host takes longer than usual. You can close this: it goes on, and the history tells the outcome.'
                  : 'Promoting…'}
        </p>
    );
}

function Told({ icon, title, tone, children }: { icon: ReactNode; title: string; tone: string; children: ReactNode }) {
    const heading = useRef<HTMLHeadingElement>(null);
    useEffect(() => heading.current?.focus(), [title]);
    return (
        <div className="outcome" data-tone={tone}>
            <span className="outcome-icon">{icon}</span>
            <h3 ref={heading} tabIndex={-1}>
                {title}
            </h3>
            {children}
        </div>
    );
}

function Created({ promotion, targetName, applicationName }: { promotion: Promotion; targetName: string; applicationName: string }) {
    const { organization, dataflow, approved_version, draft_version } = promotion.target;
    const maySee = useMayWorkIn(organization);
    const label = <bdi>{dataflowNameOf(promotion)}</bdi>;
    const name =
        maySee && organization !== null && dataflow !== null ? <Link href={paths.dataflow(organization, dataflow)}>{label}</Link> : label;
    const versionLink = (version: number | null, state: string) =>
        version !== null &&
        dataflow !== null &&
        organization !== null && (
            <li>
                <VersionLink id={{ org: organization, dataflow, version }}>
                    {state} version {version}
                </VersionLink>
            </li>
        );
    return (
        <>
            <p>
                {name} in {targetName}, application {applicationName}
                {promotion.routed && ', where its trigger already lived'}:
            </p>
            <ul className="created">
                {versionLink(approved_version, 'Approved')}
                {versionLink(draft_version, 'Draft')}
            </ul>
            <p className="quiet">Nothing went live. The team there reviews it, and makes it live when it is ready.</p>
        </>
    );
}

type Props = {
    org: string;
    started: Promotion;
    targetName: string;
    nameOfApplication: (id: string) => string;
    /** Where else it can be promoted to. */
    next: PromotionTarget[];
    /** With an organization: to that one. */
    onAnother: (organization: string) => void;
    onRetry: () => void;
};

const mostNext = 3;

/** Where to go on: to those organizations by name, as long as they are few. */
function Next({ next, onAnother }: Pick<Props, 'next' | 'onAnother'>) {
    if (next.length > mostNext) return <Button onClick={() => onAnother('')}>Promote to another organization</Button>;
    return (
        <div className="next">
            {next.map(({ organization, name }) => (
                <Button key={organization} onClick={() => onAnother(organization)}>
                    Promote to {name ?? organization} too
                </Button>
            ))}
        </div>
    );
}

/** What came of it; while the host's answer is not known yet, it keeps looking. */
export function Result({ org, started, targetName, nameOfApplication, next, onAnother, onRetry }: Props) {
    const client = useQueryClient();
    const query = useQuery({
        ...promotionQuery(started.id),
        initialData: started,
        enabled: started.status === 'in_progress',
        staleTime: 0,
        refetchInterval: (state) => (state.state.data?.status === 'in_progress' ? 2000 : untilBack(state)),
    });
    const promotion = query.data;
    const endedSince = started.status === 'in_progress' && promotion.status !== 'in_progress';
    useEffect(() => {
        if (endedSince) void client.invalidateQueries({ queryKey: ['dataflows', org] });
    }, [endedSince, client, org]);
    const more = (
        <p>
            <Link href={paths.promotion(org, promotion.id)}>See it in the history</Link>
        </p>
    );
    switch (promotion.status) {
        case 'succeeded':
            return (
                <Told icon={<CircleCheck size={34} aria-hidden />} tone="good" title={`Promoted to ${targetName}`}>
                    <Created
                        promotion={promotion}
                        targetName={targetName}
                        applicationName={nameOfApplication(promotion.target.application ?? '')}
                    />
                    {more}
                    <Next next={next} onAnother={onAnother} />
                </Told>
            );
        case 'in_progress':
            return (
                <Told icon={<Hourglass size={34} aria-hidden />} tone="wait" title="Waiting for the host">
                    <p>
                        The host has not said yet whether it is done. Neo Promote keeps asking and finishes it; you can close this at any
                        time.
                    </p>
                    {more}
                </Told>
            );
        default:
            return (
                <Told icon={<CircleX size={34} aria-hidden />} tone="bad" title="It was not promoted">
                    <FailureList org={org} failures={promotion.failures} />
                    {more}
                    <Button onClick={onRetry}>Check again</Button>
                </Told>
            );
    }
}
