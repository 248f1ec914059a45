import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { latestPromotionsQuery } from '../../api/queries';
import { dataflowNameOf, type Promotion } from '../../api/types';
import { useMe } from '../../app/me';
import { OrganizationName } from '../../app/names';
import { paths } from '../../app/paths';
import { StatusChip } from '../../ui/chips';
import { Loaded } from '../../ui/loaded';
import { Time } from '../../ui/time';
import { RetryLink } from '../history/retry-link';

const Line = ({ one }: { one: Promotion }) => (
    <li>
        <span>
            <Link href={paths.promotion(undefined, one.id)} className="strong">
                <bdi>{dataflowNameOf(one)}</bdi> {one.source.version !== null && `v${one.source.version}`}
            </Link>
            <span className="sub">
                <OrganizationName id={one.source.organization} /> to <OrganizationName id={one.target.organization} />
            </span>
        </span>
        <span className="home-end">
            <StatusChip status={one.status} />
            <span className="quiet">
                <Time at={one.requested_at} />
            </span>
            <RetryLink one={one} className="retry">
                Try again
            </RetryLink>
        </span>
    </li>
);

/** What the person promoted last, wherever that was. */
export function Mine() {
    const me = useMe().user.id;
    const read = useQuery(latestPromotionsQuery({ actor: me }));
    return (
        <Loaded read={read} loading="Loading your promotions" failed="Your promotions could not be loaded">
            {(items) =>
                items.length > 0 ? (
                    <>
                        <ul className="changes">
                            {items.map((one) => (
                                <Line key={one.id} one={one} />
                            ))}
                        </ul>
                        <p className="home-note">
                            <Link href={paths.history(undefined, { actor: me })}>See all of mine</Link>
                        </p>
                    </>
                ) : (
                    <p className="home-note quiet">You promoted nothing yet.</p>
                )
            }
        </Loaded>
    );
}
