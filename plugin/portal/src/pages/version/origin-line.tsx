import { CornerDownRight } from 'lucide-react';
import { Link } from 'wouter';
import type { Version } from '../../api/types';
import { OrganizationName } from '../../app/names';
import { paths } from '../../app/paths';
import { VersionLink } from '../../app/version-link';
import { PersonName } from '../../ui/person-name';
import { Time } from '../../ui/time';

/** By which promotion a version came here; nothing where it was written here. */
export function OriginLine({ version }: { version: Version }) {
    const { origin } = version;
    if (!origin) return null;
    const { organization, dataflow, version: number } = origin.source;
    const id = { org: version.organization, dataflow: version.dataflow, version: version.version };
    const name = version.promotions.find(({ id }) => id === origin.promotion)?.dataflow_name;
    return (
        <p className="way-line">
            <CornerDownRight size={16} aria-hidden />
            <span>
                Came from {organization === null ? 'an organization that is not shown' : <OrganizationName id={organization} />}
                {organization !== null && dataflow !== null && number !== null && (
                    <>
                        {' / '}
                        <VersionLink id={{ org: organization, dataflow, version: number }}>
                            <bdi>{name || dataflow}</bdi> v{number}
                        </VersionLink>
                    </>
                )}
                , <Link href={paths.promotion(version.organization, origin.promotion)}>promoted</Link> by{' '}
                <PersonName id={origin.actor} name={origin.actor_name} />
                {origin.at && (
                    <>
                        , <Time at={origin.at} />
                    </>
                )}
                . <Link href={paths.custody(id)}>The whole way</Link>
            </span>
        </p>
    );
}
