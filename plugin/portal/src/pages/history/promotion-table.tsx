import { useMemo } from 'react';
import { Link } from 'wouter';
import { dataflowNameOf, type Promotion } from '../../api/types';
import { useOrganizationName } from '../../app/me';
import { ApplicationName } from '../../app/names';
import { paths } from '../../app/paths';
import { StatusChip } from '../../ui/chips';
import { Time } from '../../ui/time';
import { VirtualTable } from '../../ui/virtual-list';
import { RetryLink } from './retry-link';

type Props = { org: string; rows: Promotion[]; onNearEnd?: () => void; loadingMore?: boolean };

/** Attempts to promote: source, target, status, who, when. */
export function PromotionTable({ org, rows, onNearEnd, loadingMore }: Props) {
    const nameOf = useOrganizationName();
    const columns = useMemo(
        () => [
            {
                id: 'status',
                label: 'Status',
                cell: (one: Promotion) => (
                    <>
                        <StatusChip status={one.status} />
                        {one.failures[0] && (
                            <span className="sub reason">
                                {one.failures[0].message}
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
                    <Link href={paths.promotion(org, one.id)} className="row-link">
                        <span className="strong" title={one.source.dataflow}>
                            {dataflowNameOf(one)} <span className="quiet">v{one.source.version}</span>
                        </span>
                        <span className="sub">{nameOf(one.source.organization)}</span>
                    </Link>
                ),
            },
            {
                id: 'target',
                label: 'Target',
                cell: (one: Promotion) => (
                    <>
                        <span className="strong">{nameOf(one.target.organization)}</span>
                        {one.target.application !== null && (
                            <span className="sub">
                                <ApplicationName org={one.target.organization} id={one.target.application} />
                            </span>
                        )}
                    </>
                ),
            },
            { id: 'actor', label: 'Who', cell: (one: Promotion) => one.actor },
            { id: 'when', label: 'When', cell: (one: Promotion) => <Time at={one.requested_at} /> },
        ],
        [org, nameOf],
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
