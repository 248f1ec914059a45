import { useMemo } from 'react';
import { Link } from 'wouter';
import { failureText } from '../../api/failure';
import { dataflowNameOf, sourceOf, type Promotion } from '../../api/types';
import { ApplicationName, OrganizationName } from '../../app/names';
import { paths } from '../../app/paths';
import { StatusChip } from '../../ui/chips';
import { PersonName } from '../../ui/person-name';
import { Time } from '../../ui/time';
import { VirtualTable } from '../../ui/virtual-list';
import { RetryLink } from './retry-link';

/** Seen from a version. */
const directions = { in: 'Came in', out: 'Went out' };

type Props = {
    /** Undefined: of all organizations. */ org: string | undefined;
    rows: Promotion[];
    /** Where the promotions of one person are. */
    ofActor?: (actor: string) => string;
    onNearEnd?: () => void;
    loadingMore?: boolean;
};

/** Attempts to promote: source, target, status, who, when. */
export function PromotionTable({ org, rows, ofActor, onNearEnd, loadingMore }: Props) {
    const columns = useMemo(
        () => [
            {
                id: 'status',
                label: 'Status',
                cell: (one: Promotion) => (
                    <>
                        <StatusChip status={one.status} />
                        {one.direction && <span className="sub">{directions[one.direction]}</span>}
                        {one.failures[0] && (
                            <span className="sub reason">
                                {failureText(one.failures[0]).message}
                                {one.failures.length > 1 && ` (and ${one.failures.length - 1} more)`}
                            </span>
                        )}
                        <RetryLink one={one} className="retry">
                            Try again
                        </RetryLink>
                    </>
                ),
            },
            {
                id: 'source',
                label: 'Source',
                cell: (one: Promotion) => (
                    <>
                        <Link href={paths.promotion(org, one.id)} className="row-link">
                            <span className="strong" title={sourceOf(one)?.dataflow}>
                                <bdi>{dataflowNameOf(one)}</bdi> {sourceOf(one) && <span className="quiet">v{one.source.version}</span>}
                            </span>
                        </Link>
                        <span className="sub">
                            <OrganizationName id={one.source.organization} />
                        </span>
                    </>
                ),
            },
            {
                id: 'target',
                label: 'Target',
                cell: (one: Promotion) => (
                    <>
                        <span className="strong">
                            <OrganizationName id={one.target.organization} />
                        </span>
                        {one.target.organization !== null && one.target.application !== null && (
                            <span className="sub">
                                <ApplicationName org={one.target.organization} id={one.target.application} />
                            </span>
                        )}
                    </>
                ),
            },
            {
                id: 'actor',
                label: 'Who',
                cell: (one: Promotion) => {
                    const person = <PersonName id={one.actor} name={one.actor_name} />;
                    if (!ofActor) return person;
                    return (
                        <Link href={ofActor(one.actor)} title="Only what this person promoted" className="person-link">
                            {person}
                        </Link>
                    );
                },
            },
            { id: 'when', label: 'When', cell: (one: Promotion) => <Time at={one.requested_at} /> },
        ],
        [org, ofActor],
    );
    return (
        <VirtualTable
            label="Promotions"
            kind="promotions"
            columns={columns}
            rows={rows}
            keyOf={(one) => one.id}
            onNearEnd={onNearEnd}
            loadingMore={loadingMore}
        />
    );
}
