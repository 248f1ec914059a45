import { useState } from 'react';
import { relationLabels, TypeBadge, typeLabels } from '../../ui/chips';
import { WarningList } from '../../ui/failures';
import type { Group, Neighbour, Side } from './neighbourhood';

/** With more neighbours of one type than this, the rest is shown when asked for. */
const most = 12;

const Arrow = ({ isDashed }: { isDashed: boolean }) => (
    <svg className="arrow" data-dashed={isDashed || undefined} viewBox="0 0 56 16" width="56" height="16" aria-hidden>
        <path className="arrow-line" d="M2 8H50" />
        <path className="arrow-head" d="M46 3L53 8L46 13" />
    </svg>
);

type NeighbourProps = {
    one: Neighbour;
    here: string;
    isSource: boolean;
    isChosen: boolean;
    onFocus: (id: string) => void;
    onChoose: (id: string) => void;
};

/** One neighbour and the arrow between it and the organization that is looked at, which tells of itself when it is chosen. */
function NeighbourRow({ one: { organization, mapping }, here, isSource, isChosen, onFocus, onChoose }: NeighbourProps) {
    const [from, to] = isSource ? [organization.name, here] : [here, organization.name];
    const said = mapping.promotable ? 'can be promoted along' : 'cannot be promoted along';
    return (
        <li className="neighbour" data-chosen={isChosen || undefined}>
            <div className="neighbour-line" data-source={isSource || undefined}>
                <button type="button" className="link neighbour-name" onClick={() => onFocus(organization.id)}>
                    <bdi>{organization.name}</bdi>
                </button>
                <button
                    type="button"
                    className="arrow-button"
                    aria-label={`${from} to ${to}, ${said}`}
                    title={`${from} to ${to}, ${said}`}
                    aria-expanded={isChosen}
                    onClick={() => onChoose(isChosen ? '' : organization.id)}
                >
                    <Arrow isDashed={!mapping.promotable} />
                </button>
            </div>
            {isChosen && (
                <div className="neighbour-about">
                    <p>
                        {relationLabels[mapping.relation]} relation.{' '}
                        <span className={mapping.promotable ? 'mark-good' : 'mark-bad'}>
                            {mapping.promotable ? 'It can be promoted along.' : (mapping.reason ?? 'It cannot be promoted along.')}
                        </span>
                    </p>
                    <WarningList warnings={mapping.warnings} />
                </div>
            )}
        </li>
    );
}

type ListProps = Omit<NeighbourProps, 'one' | 'isChosen'> & { chosen: string | undefined };

function NeighbourGroup({ group: { type, neighbours }, chosen, ...row }: ListProps & { group: Group }) {
    const [isWhole, setWhole] = useState(false);
    const shown = isWhole ? neighbours : neighbours.filter(({ organization }, index) => index < most || organization.id === chosen);
    return (
        <section className="neighbour-group" aria-label={type ? typeLabels[type] : 'Not registered'}>
            <h3>
                <TypeBadge type={type} /> <span className="quiet">{neighbours.length}</span>
            </h3>
            <ul>
                {shown.map((one) => (
                    <NeighbourRow key={one.organization.id} one={one} isChosen={one.organization.id === chosen} {...row} />
                ))}
            </ul>
            {shown.length < neighbours.length && (
                <button type="button" className="link" onClick={() => setWhole(true)}>
                    Show {neighbours.length - shown.length} more
                </button>
            )}
        </section>
    );
}

type Props = ListProps & {
    title: string;
    none: string;
    side: Side;
    /** What is left of the side by the filter. */
    groups: Group[];
};

/** All on one side of the organization that is looked at, by type. */
export const NeighbourList = ({ title, none, side, groups, ...list }: Props) => (
    <section className="neighbour-side" aria-label={title}>
        <h2>
            {title} <span className="quiet">{side.count}</span>
            {side.barred > 0 && <span className="mark-bad"> {side.barred} cannot be promoted along</span>}
        </h2>
        {side.count === 0 && <p className="quiet">{none}</p>}
        {side.count > 0 && groups.length === 0 && <p className="quiet">None of that name.</p>}
        {groups.map((group) => (
            <NeighbourGroup key={group.type} group={group} {...list} />
        ))}
    </section>
);
