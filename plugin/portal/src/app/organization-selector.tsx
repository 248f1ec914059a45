import { Combobox } from '@base-ui/react/combobox';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Check, ChevronsUpDown, Search } from 'lucide-react';
import { useDeferredValue, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { organizationsQuery } from '../api/queries';
import type { Organization } from '../api/types';
import { TypeBadge } from '../ui/chips';
import { useOrganizationName } from './me';
import { paths } from './paths';

/** The organization one works in; a search box over all, asked from the server so that hundreds are no burden. */
export function OrganizationSelector({ org }: { org: string | undefined }) {
    const [, navigate] = useLocation();
    const layer = useRef<HTMLDivElement>(null);
    const [search, setSearch] = useState('');
    const [open, setOpen] = useState(false);
    const nameOf = useOrganizationName();
    const list = useInfiniteQuery({ ...organizationsQuery(useDeferredValue(search)), enabled: open });
    const items = list.data?.pages[0]?.items ?? [];
    return (
        <Combobox.Root<Organization>
            items={items}
            filter={null}
            open={open}
            onOpenChange={setOpen}
            value={items.find((one) => one.id === org) ?? null}
            onValueChange={(chosen) => {
                if (chosen && typeof chosen === 'object' && 'id' in chosen) navigate(paths.dataflows(chosen.id));
            }}
            onInputValueChange={setSearch}
            itemToStringLabel={(one) => one.name}
            isItemEqualToValue={(one, other) => one.id === other.id}
        >
            <Combobox.Trigger className="selector" aria-label={org ? `Organization: ${nameOf(org)}` : 'Select your organization'}>
                <span className="selector-text">{org ? nameOf(org) : 'Select your organization'}</span>
                <ChevronsUpDown size={16} aria-hidden />
            </Combobox.Trigger>
            <Combobox.Portal container={layer}>
                <Combobox.Positioner positionMethod="fixed" align="start" sideOffset={6} className="layer">
                    <Combobox.Popup className="popup selector-popup" aria-label="Organizations">
                        <div className="popup-search">
                            <Search size={16} aria-hidden />
                            <Combobox.Input placeholder="Find an organization" aria-label="Find an organization" />
                        </div>
                        <Combobox.Empty className="popup-note">{list.isPending ? 'Loading…' : list.isError ? 'The list could not be loaded.' : 'None of that name.'}</Combobox.Empty>
                        <Combobox.List className="options">
                            {(one: Organization) => (
                                <Combobox.Item key={one.id} value={one} className="option">
                                    <span className="option-text">{one.name}</span>
                                    <TypeBadge type={one.registration?.type ?? null} />
                                    <Combobox.ItemIndicator className="option-check">
                                        <Check size={16} aria-hidden />
                                    </Combobox.ItemIndicator>
                                </Combobox.Item>
                            )}
                        </Combobox.List>
                        {list.hasNextPage && <p className="popup-note">Type to find more.</p>}
                    </Combobox.Popup>
                </Combobox.Positioner>
            </Combobox.Portal>
            <div ref={layer} />
        </Combobox.Root>
    );
}
