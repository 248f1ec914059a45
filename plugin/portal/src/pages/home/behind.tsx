import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { behindQuery } from '../../api/queries';
import type { Board } from '../../api/types';
import { usePromoteDenial } from '../../app/me';
import type { OwnOrganization } from '../../app/own-organizations';
import { paths } from '../../app/paths';
import { typeLabels } from '../../ui/chips';
import { Loaded } from '../../ui/loaded';
import { cellText, isBehind, typesOf } from '../board/cell-text';

type Row = Board['items'][number];

const mostShown = 5;

function Line({ org, row }: { org: string; row: Row }) {
    const isOff = usePromoteDenial()(org) !== undefined;
    const where = typesOf([row]).flatMap((type) => {
        const counts = row.types[type ?? 'none']!;
        return isBehind(counts) ? [`${type === null ? 'Not registered' : typeLabels[type]} ${cellText(counts)}`] : [];
    });
    return (
        <li>
            <span>
                <Link href={paths.spread(org, row.id)} className="strong">
                    <bdi>{row.name || row.id}</bdi>
                </Link>
                <span className="sub">{where.join('; ')}</span>
            </span>
            {row.newest_version !== null && !isOff && (
                <Link
                    className="retry"
                    href={paths.promote({ org, dataflow: row.id, version: row.newest_version })}
                    aria-label={`Promote v${row.newest_version} of ${row.name || row.id}`}
                >
                    Promote v{row.newest_version}
                </Link>
            )}
        </li>
    );
}

/** The first dataflows of an organization that are behind somewhere; the board has all of them. */
export function Behind({ id: org, name }: OwnOrganization) {
    const read = useQuery(behindQuery(org));
    return (
        <div className="behind">
            <h3>
                <Link href={paths.board(org, { behind: 'only' })}>
                    <bdi>{name}</bdi>
                </Link>
            </h3>
            <Loaded read={read} loading={`Looking at ${name}`} failed="The board could not be loaded">
                {({ items, next_cursor }) => (
                    <>
                        {items.length > 0 && (
                            <ul className="changes">
                                {items.slice(0, mostShown).map((row) => (
                                    <Line key={row.id} org={org} row={row} />
                                ))}
                            </ul>
                        )}
                        {next_cursor !== null || items.length > mostShown ? (
                            <p className="home-note">
                                {items.length === 0 && 'Nothing among the first dataflows. '}
                                <Link href={paths.board(org, { behind: 'only' })}>See all on the board</Link>
                            </p>
                        ) : (
                            items.length === 0 && <p className="home-note quiet">Nothing is behind.</p>
                        )}
                    </>
                )}
            </Loaded>
        </div>
    );
}
