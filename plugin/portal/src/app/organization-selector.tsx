import { useInfiniteQuery } from '@tanstack/react-query';
import { ChevronsUpDown } from 'lucide-react';
import { useLocation } from 'wouter';
import { organizationsQuery } from '../api/queries';
import type { Organization } from '../api/types';
import { TypeBadge } from '../ui/chips';
import { SearchPicker, useChoiceSearch } from '../ui/search-picker';
import { useOrganizationName } from './me';
import { paths } from './paths';

export const choiceOfOrganization = (one: Organization) => ({
    id: one.id,
    label: one.name,
    mark: <TypeBadge type={one.registration?.type ?? null} />,
});

/** The organization one works in; a search box over all, asked from the server so that hundreds are no burden. */
export function OrganizationSelector({ org }: { org: string | undefined }) {
    const [, navigate] = useLocation();
    const nameOf = useOrganizationName();
    const search = useChoiceSearch();
    const list = useInfiniteQuery({ ...organizationsQuery(search.text), enabled: search.isOpen });
    return (
        <SearchPicker
            className="selector"
            label={org ? `Organization: ${nameOf(org)}` : 'Select your organization'}
            find="Find an organization"
            search={search}
            list={list}
            choiceOf={choiceOfOrganization}
            value={org ?? ''}
            onChange={(chosen) => navigate(paths.dataflows(chosen))}
        >
            <span className="selector-text">{org ? nameOf(org) : 'Select your organization'}</span>
            <ChevronsUpDown size={16} aria-hidden />
        </SearchPicker>
    );
}
