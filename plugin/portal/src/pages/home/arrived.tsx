import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { latestPromotionsQuery } from '../../api/queries';
import { dataflowNameOf, type Promotion } from '../../api/types';
import { OrganizationName } from '../../app/names';
import { OwnAttempts } from '../../app/needs-view';
import type { OwnOrganization } from '../../app/own-organizations';
import { paths } from '../../app/paths';
import { useUrlState } from '../../app/url-state';
import { Select } from '../../ui/field';
import { Loaded } from '../../ui/loaded';
import { PersonName } from '../../ui/person-name';
import { Time } from '../../ui/time';

function Line({ org, one }: { org: string; one: Promotion }) {
    const { dataflow, approved_version: version } = one.target;
    const name = <bdi>{dataflowNameOf(one)}</bdi>;
    return (
        <li>
            <span>
                {dataflow !== null && version !== null ? (
                    <Link href={paths.version({ org, dataflow, version })} className="strong">
                        {name} v{version}
                    </Link>
                ) : (
                    <Link href={paths.promotion(org, one.id)} className="strong">
                        {name}
                    </Link>
                )}
                <span className="sub">
                    from <OrganizationName id={one.source.organization} />, by <PersonName id={one.actor} name={one.actor_name} />
                </span>
            </span>
            <span className="quiet">
                <Time at={one.finished_at ?? one.requested_at} />
            </span>
        </li>
    );
}

/** What came into one of the person's organizations, the last first. */
export function Arrived({ own }: { own: OwnOrganization[] }) {
    const [url, setUrl] = useUrlState();
    const org = (own.find(({ id }) => id === url.organization) ?? own[0]!).id;
    const read = useQuery(latestPromotionsQuery({ organization: org, role: 'target', status: 'succeeded' }));
    return (
        <>
            <div className="section-head">
                <h2 id="arrived">Arrived lately</h2>
                <Select
                    label="Arrived in"
                    hideLabel
                    value={org}
                    options={own.map(({ id, name }) => ({ id, label: name }))}
                    onChange={(organization) => setUrl({ organization })}
                />
            </div>
            <OwnAttempts org={org} />
            <Loaded read={read} loading="Loading what arrived" failed="What arrived could not be loaded">
                {(items) =>
                    items.length > 0 ? (
                        <ul className="changes">
                            {items.map((one) => (
                                <Line key={one.id} org={org} one={one} />
                            ))}
                        </ul>
                    ) : (
                        <p className="home-note quiet">Nothing arrived here yet.</p>
                    )
                }
            </Loaded>
            <p className="home-note">
                <Link href={paths.history(org, { role: 'target' })}>See all that came here</Link>
            </p>
        </>
    );
}
