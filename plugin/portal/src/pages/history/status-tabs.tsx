import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { promotionCountsQuery, type PromotionFilter } from '../../api/queries';
import type { PromotionCounts, PromotionStatus } from '../../api/types';
import { paths, searchOf } from '../../app/paths';
import { statusLabels } from '../../ui/chips';
import type { HistoryUrl } from './filter';

const number = new Intl.NumberFormat('en');

const countOf = ({ counts }: PromotionCounts, status: PromotionStatus | '') =>
    status === '' ? Object.values(counts).reduce((sum, one) => sum + one, 0) : (counts[status] ?? 0);

type Props = { org: string | undefined; url: HistoryUrl; filter: PromotionFilter };

/** The statuses as filters, each with how many there are of what else is filtered. */
export function StatusTabs({ org, url, filter }: Props) {
    const { data } = useQuery(promotionCountsQuery(filter));
    const entries: [PromotionStatus | '', string][] = [['', 'All'], ...(Object.entries(statusLabels) as [PromotionStatus, string][])];
    return (
        <nav aria-label="Status" className="segments">
            {entries.map(([status, label]) => (
                <Link
                    key={status}
                    href={paths.history(org) + searchOf({ ...url, status })}
                    aria-current={(url.status ?? '') === status ? 'true' : undefined}
                    data-status={status || undefined}
                    title={data && !data.complete ? 'Of the newest ones: there are more than were counted' : undefined}
                >
                    {label}{' '}
                    {data && (
                        <span className="count">
                            {number.format(countOf(data, status))}
                            {!data.complete && '+'}
                        </span>
                    )}
                </Link>
            ))}
        </nav>
    );
}
