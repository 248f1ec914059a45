import { Link } from 'wouter';
import type { Custody } from '../../api/types';
import { OrganizationName } from '../../app/names';
import { paths } from '../../app/paths';
import { VersionLink } from '../../app/version-link';
import { CopyButton } from '../../ui/copy-button';
import { PersonName } from '../../ui/person-name';
import { Time } from '../../ui/time';

type HopData = Custody['hops'][number];

const shortLength = 12;

/** A hash by its beginning; the whole of it on hover, on focus and on paper. */
const Hash = ({ hash }: { hash: string }) => (
    <span className="hash">
        <code tabIndex={0}>
            {hash.slice(0, shortLength)}
            <span className="hash-rest">{hash.slice(shortLength)}</span>
        </code>
        <CopyButton text={hash} what="the SHA-256 of the content" />
    </span>
);

const sameness = (identical: boolean | null) =>
    identical === null
        ? 'Whether it is what it came from cannot be told.'
        : identical
          ? 'Identical to what it came from.'
          : 'Changed since, or not what it came from.';

/** One stop on the way of a version: where it is, how it came there, and what it holds. */
export function Hop({ hop, isWritten, org }: { hop: HopData; isWritten: boolean; org: string }) {
    const { organization, dataflow, version, promotion, actor, actor_name, at, content_hash, identical } = hop;
    return (
        <li>
            <p className="hop-where">
                <span className="strong">
                    <OrganizationName id={organization} explain />
                </span>
                {dataflow !== null && version !== null && (
                    <>
                        {' / '}
                        <VersionLink id={{ org: organization, dataflow, version }}>
                            {dataflow} v{version}
                        </VersionLink>
                    </>
                )}
            </p>
            <p>
                {isWritten ? (
                    'It was written here.'
                ) : (
                    <>
                        {promotion === null ? 'Promoted' : <Link href={paths.promotion(org, promotion)}>Promoted</Link>}
                        {actor !== null && (
                            <>
                                {' by '}
                                <PersonName id={actor} name={actor_name} />
                            </>
                        )}
                        {at !== null && (
                            <>
                                , <Time at={at} />
                            </>
                        )}
                        . {sameness(identical)}
                    </>
                )}
            </p>
            <p className="quiet">Content (SHA-256): {content_hash === null ? 'not shown, or gone' : <Hash hash={content_hash} />}</p>
        </li>
    );
}
