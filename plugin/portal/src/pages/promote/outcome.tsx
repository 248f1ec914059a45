import { useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleCheck, CircleX, Hourglass } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { promotionQuery } from '../../api/queries';
import type { Promotion } from '../../api/types';
import { paths } from '../../app/paths';
import { useMe } from '../../app/me';
import { Button } from '../../ui/button';
import { FailureList } from '../../ui/failures';

const slowAfter_ms = 3000;

/** Says that it goes on, and after a while that one need not wait. */
export function Progress() {
    const [slow, setSlow] = useState(false);
    useEffect(() => {
        const timer = setTimeout(() => setSlow(true), slowAfter_ms);
        return () => clearTimeout(timer);
    }, []);
    return (
        <p className="progress-note" role="status">
            {slow ? 'The host takes longer than usual. You can close this: it goes on, and the history tells the outcome.' : 'Promoting…'}
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

function Created({ promotion, targetName }: { promotion: Promotion; targetName: string }) {
    const { organization, application, dataflow, approved_version, draft_version } = promotion.target;
    const mayOpen = useMe().organizations.some((one) => one.id === organization);
    const versionLink = (version: number | null, state: string) => {
        if (version === null || dataflow === null) return null;
        const text = `${state} version ${version}`;
        return <li>{mayOpen ? <Link href={paths.version({ org: organization, dataflow, version })}>{text}</Link> : text}</li>;
    };
    return (
        <>
            <p>
                In {targetName}, application {application}
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

type Props = { org: string; started: Promotion; targetName: string; onAnother: () => void; onRetry: () => void };

/** What came of it; while the host's answer is not known yet, it keeps looking. */
export function Result({ org, started, targetName, onAnother, onRetry }: Props) {
    const client = useQueryClient();
    const query = useQuery({
        ...promotionQuery(started.id),
        initialData: started,
        enabled: started.status === 'in_progress',
        staleTime: 0,
        refetchInterval: (state) => (state.state.data?.status === 'in_progress' ? 2000 : false),
    });
    const promotion = query.data;
    useEffect(() => {
        if (promotion.status !== 'in_progress') void client.invalidateQueries({ queryKey: ['dataflows', org] });
    }, [promotion.status, client, org]);
    const more = (
        <p className="outcome-links">
            <Link href={paths.promotion(org, promotion.id)}>See it in the history</Link>
        </p>
    );
    switch (promotion.status) {
        case 'succeeded':
            return (
                <Told icon={<CircleCheck size={34} aria-hidden />} tone="good" title={`Promoted to ${targetName}`}>
                    <Created promotion={promotion} targetName={targetName} />
                    {more}
                    <Button onClick={onAnother}>Promote to another organization</Button>
                </Told>
            );
        case 'in_progress':
            return (
                <Told icon={<Hourglass size={34} aria-hidden />} tone="wait" title="Waiting for the host">
                    <p>The host has not said yet whether it is done. Neo Promote keeps asking and finishes it; you can close this at any time.</p>
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
