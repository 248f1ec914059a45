import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { SpreadFilter } from '../../api/queries';
import type { OrganizationType, Spread, Standing } from '../../api/types';
import { searchOf } from '../../app/paths';
import { standingLabels, typeLabels } from '../../ui/chips';
import { countsByType, countsOfAll, type Counts } from './counts';

type FilterProps = {
    filter: SpreadFilter;
    /** The address of the page. */
    here: string;
    type?: OrganizationType;
    standing?: Standing;
    children: ReactNode;
};

/** Shows only those of a type that stand so. */
const Filter = ({ filter, here, type, standing, children }: FilterProps) => (
    <Link
        href={here + searchOf({ type, standing, search: filter.search })}
        aria-current={type === filter.type && standing === filter.standing ? 'true' : undefined}
    >
        {children}
    </Link>
);

const Standings = ({ standings, ...shown }: Pick<Counts, 'standings'> & Omit<FilterProps, 'standing' | 'children'>) =>
    standings.map(({ standing, count }) => (
        <Filter key={standing} {...shown} standing={standing}>
            <b>{count}</b> {standingLabels[standing].toLowerCase()}
        </Filter>
    ));

/** In words and numbers where the dataflow stands how; each of them shows only those. */
export function Summary({ summary, ...shown }: { summary: Spread['summary'] } & Pick<FilterProps, 'filter' | 'here'>) {
    const all = countsOfAll(summary);
    return (
        <nav aria-label="How it stands" className="standings">
            <ul>
                <li>
                    <Filter {...shown}>
                        <b>{all.total}</b> in all
                    </Filter>
                    <Standings {...shown} standings={all.standings} />
                </li>
                {countsByType(summary).map(({ type, total, standings }) => (
                    <li key={type} data-type={type ?? 'none'}>
                        {type === null ? (
                            <span>
                                <b>{total}</b> not registered
                            </span>
                        ) : (
                            <>
                                <Filter {...shown} type={type}>
                                    <b>{total}</b> {typeLabels[type]}
                                </Filter>
                                <Standings {...shown} type={type} standings={standings} />
                            </>
                        )}
                    </li>
                ))}
            </ul>
        </nav>
    );
}
