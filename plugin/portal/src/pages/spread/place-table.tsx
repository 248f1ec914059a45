import { useMemo } from 'react';
import { Link } from 'wouter';
import { isPromotable, type Dataflow, type Spread } from '../../api/types';
import { usePromoteDenial } from '../../app/me';
import { ApplicationName, OrganizationName } from '../../app/names';
import { paths } from '../../app/paths';
import { VersionLink } from '../../app/version-link';
import { RecalledMark, StandingChip, TypeBadge } from '../../ui/chips';
import { PersonName } from '../../ui/person-name';
import { Time } from '../../ui/time';
import { VirtualTable } from '../../ui/virtual-list';

type Place = Spread['items'][number];

/** Leads to promoting the newest version there: where it goes from here in one step, and there is something newer. */
function PromoteLink({ from, newest, place }: { from: { org: string; dataflow: string }; newest: number | undefined; place: Place }) {
    const denialOf = usePromoteDenial();
    const isOff = denialOf(from.org) !== undefined || denialOf(place.organization) !== undefined;
    if (newest === undefined || newest <= place.source_version || place.hops > 1 || isOff) return null;
    return (
        <Link
            className="retry"
            href={paths.promote({ ...from, version: newest }, { target: place.organization })}
            aria-label={`Promote v${newest} to ${place.name ?? place.organization}`}
        >
            Promote v{newest}
        </Link>
    );
}

type Props = {
    org: string;
    dataflow: string;
    versions: Dataflow['versions'];
    rows: Place[];
    onNearEnd?: () => void;
    loadingMore?: boolean;
};

/** A row an organization: what it has of the dataflow, how that stands, and who brought it when. */
export function PlaceTable({ org, dataflow, versions, rows, ...more }: Props) {
    const newest = versions.findLast(({ state, recalled }) => isPromotable(state) && !recalled)?.version;
    const columns = useMemo(
        () => [
            {
                id: 'organization',
                label: 'Organization',
                cell: (one: Place) => (
                    <>
                        <span className="with-badge">
                            <VersionLink
                                id={{ org: one.organization, dataflow: one.dataflow, version: one.approved_version }}
                                className="row-link"
                            >
                                <span className="strong">
                                    <OrganizationName id={one.organization} name={one.name} />
                                </span>
                            </VersionLink>
                            {one.name !== null && <TypeBadge type={one.type} />}
                        </span>
                        <span className="sub">
                            {one.dataflow}
                            {one.application !== null && (
                                <>
                                    , <ApplicationName org={one.organization} id={one.application} />
                                </>
                            )}
                        </span>
                    </>
                ),
            },
            {
                id: 'version',
                label: 'Version',
                cell: (one: Place) => (
                    <>
                        <span className="strong">
                            v{one.source_version} → v{one.approved_version}
                        </span>
                        <span className="sub">{one.live_version === null ? 'Nothing live' : `Live: v${one.live_version}`}</span>
                    </>
                ),
            },
            {
                id: 'standing',
                label: 'How it stands',
                cell: (one: Place) => (
                    <>
                        <span className="chips">
                            <StandingChip standing={one.standing} />
                            {versions.find(({ version }) => version === one.source_version)?.recalled && <RecalledMark />}
                        </span>
                        {one.behind > 0 && (
                            <span className="sub">{one.behind === 1 ? '1 version behind' : `${one.behind} versions behind`}</span>
                        )}
                        <PromoteLink from={{ org, dataflow }} newest={newest} place={one} />
                    </>
                ),
            },
            {
                id: 'when',
                label: 'Promoted',
                cell: (one: Place) => (
                    <>
                        {one.promoted_at === null ? '–' : <Time at={one.promoted_at} />}
                        <span className="sub">
                            by <PersonName id={one.actor} name={one.actor_name} />
                        </span>
                    </>
                ),
            },
            { id: 'hops', label: 'Way', cell: (one: Place) => <span>{one.hops === 1 ? '1 step' : `${one.hops} steps`}</span> },
        ],
        [org, dataflow, newest, versions],
    );
    return (
        <VirtualTable
            label="Where it is"
            kind="places"
            columns={columns}
            rows={rows}
            keyOf={(one) => `${one.organization} ${one.dataflow}`}
            {...more}
        />
    );
}
