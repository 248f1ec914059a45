import { useInfiniteQuery } from '@tanstack/react-query';
import { ChevronsUpDown, Clock, Star } from 'lucide-react';
import { useLocation } from 'wouter';
import { organizationsQuery } from '../api/queries';
import type { Organization } from '../api/types';
import { TypeBadge } from '../ui/chips';
import { SearchPicker, useChoiceSearch } from '../ui/search-picker';
import { useOrganizationName } from './me';
import { useOwnOrganizations, type OwnOrganization } from './own-organizations';
import { samePageOf } from './paths';
import { useRoute } from './route';

export const choiceOfOrganization = (one: Organization) => ({
    id: one.id,
    label: one.name,
    mark: <TypeBadge type={one.registration?.type ?? null} />,
});

/** Says of an organization why it stands before the others. */
const Why = ({ isStarred }: Pick<OwnOrganization, 'isStarred'>) => (
    <span className="quiet why-first" title={isStarred ? 'Starred' : 'Used lately'}>
        {isStarred ? <Star size={14} aria-hidden /> : <Clock size={14} aria-hidden />}
        <span className="hidden">{isStarred ? 'Starred' : 'Used lately'}</span>
    </span>
);

/** The organization one works in; the person's own first, then a search box over all, asked from the server so that hundreds are no burden. */
export function OrganizationSelector({ org }: { org: string | undefined }) {
    const [, navigate] = useLocation();
    const nameOf = useOrganizationName();
    const search = useChoiceSearch();
    const list = useInfiniteQuery({ ...organizationsQuery(search.text), enabled: search.isOpen });
    const route = useRoute();
    const { own } = useOwnOrganizations();
    const listed = list.data?.pages[0]?.items ?? [];
    const first = own.map(({ id, name, isStarred }) => {
        const known = listed.find((one) => one.id === id);
        const mark = (
            <>
                <Why isStarred={isStarred} />
                {known && <TypeBadge type={known.registration?.type ?? null} />}
            </>
        );
        return { id, label: name, mark };
    });
    return (
        <SearchPicker
            className="selector"
            label={org ? `Organization: ${nameOf(org)}` : 'Select your organization'}
            find="Find an organization"
            search={search}
            list={list}
            choiceOf={choiceOfOrganization}
            first={first}
            value={org ?? ''}
            onChange={(chosen) => navigate(samePageOf(chosen, route))}
        >
            <bdi className="selector-text">{org ? nameOf(org) : 'Select your organization'}</bdi>
            <ChevronsUpDown size={16} aria-hidden />
        </SearchPicker>
    );
}
