import { useQuery } from '@tanstack/react-query';
import { Rocket } from 'lucide-react';
import { Link } from 'wouter';
import { promotionTargetsQuery } from '../../api/queries';
import type { Promotion, VersionId } from '../../api/types';
import { useOrganizationName } from '../../app/me';
import { paths } from '../../app/paths';

const mostNamed = 3;

/** In how many organizations a version is, of those that it can be promoted to; few of them by name. */
export function PlacesLine({ id, promotions }: { id: VersionId; promotions: Promotion[] }) {
    const nameOf = useOrganizationName();
    const targets = useQuery(promotionTargetsQuery(id)).data ?? [];
    const places = [...new Set(promotions.map(({ target }) => target.organization))];
    const all = new Set([...places, ...targets.map(({ organization }) => organization)]).size;
    const counted = `In ${places.length}${all > places.length ? ` of ${all}` : ''} organization${all === 1 ? '' : 's'}`;
    return (
        <p className="way-line promoted-to">
            <Rocket size={16} aria-hidden />
            <span>
                <Link href={paths.spread(id.org, id.dataflow)}>{counted}</Link>
                {places.length <= mostNamed && `: ${places.map(nameOf).join(', ')}`}
            </span>
        </p>
    );
}
