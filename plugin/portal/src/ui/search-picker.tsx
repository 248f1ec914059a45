import { Combobox } from '@base-ui/react/combobox';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useDeferredValue, useEffect, useRef, useState, type ReactNode } from 'react';
import { ChoiceList, type Choice } from './picker';

/** Whether a search picker is open, and what is searched in it: its list is read from the server while it is open. */
export function useChoiceSearch() {
    const [isOpen, setOpen] = useState(false);
    const [typed, setText] = useState('');
    const text = useDeferredValue(typed);
    return { isOpen, text, isTyping: text !== typed, setOpen, setText };
}

/** Of the keyboard: what is listed may not be what was typed last. */
const isByKey = ({ reason, event }: Combobox.Root.ChangeEventDetails) => reason === 'item-press' && event instanceof KeyboardEvent;

type Props<T> = {
    search: ReturnType<typeof useChoiceSearch>;
    list: Pick<
        UseInfiniteQueryResult<InfiniteData<{ items: T[] }>>,
        'data' | 'isPending' | 'isError' | 'isPlaceholderData' | 'hasNextPage'
    >;
    choiceOf: (item: T) => Choice;
    /** What stands before all others, as long as nothing is searched. */
    first?: Choice[];
    /** The id of what is chosen; empty: nothing. */
    value: string;
    onChange: (id: string) => void;
    /** What takes the choice back; without it, it stands. */
    none?: string;
    /** What the search box asks for, as in "Find an organization". */
    find: string;
    id?: string;
    className: string;
    label?: string;
    /** What stands on the button. */
    children: ReactNode;
};

/** A drop-down over so many choices that the server searches them: a button that opens a search box with a list. */
export function SearchPicker<T>({
    search,
    list,
    choiceOf,
    first = [],
    value,
    onChange,
    none,
    find,
    id,
    className,
    label,
    children,
}: Props<T>) {
    const layer = useRef<HTMLDivElement>(null);
    const found = (list.data?.pages[0]?.items ?? []).map(choiceOf);
    const isEarly = (details: Combobox.Root.ChangeEventDetails) => isByKey(details) && (search.isTyping || list.isPlaceholderData);
    // Enter came before the list of what was typed: it chooses the first when that is here.
    const isAwaited = useRef(false);
    const isCurrent = !search.isTyping && !list.isPlaceholderData && !list.isPending;
    useEffect(() => {
        if (!isAwaited.current || !isCurrent) return;
        isAwaited.current = false;
        if (found[0] === undefined) return;
        onChange(found[0].id);
        search.setOpen(false);
    });
    const others = found.filter(({ id }) => !first.some((one) => one.id === id));
    const choices = search.text === '' ? [...(none && value ? [{ id: '', label: none }] : []), ...first, ...others] : found;
    return (
        <>
            <Combobox.Root<Choice>
                items={choices}
                filter={null}
                open={search.isOpen}
                autoHighlight
                onOpenChange={(open, details) => {
                    if (isEarly(details)) return details.cancel();
                    isAwaited.current = false;
                    search.setOpen(open);
                }}
                value={choices.find((one) => one.id === value) ?? null}
                onValueChange={(choice, details) => {
                    if (isEarly(details)) {
                        isAwaited.current = true;
                        details.cancel();
                    } else if (choice) onChange(choice.id);
                }}
                onInputValueChange={(text) => {
                    isAwaited.current = false;
                    search.setText(text);
                }}
                itemToStringLabel={(one) => one.label}
                isItemEqualToValue={(one, other) => one.id === other.id}
            >
                <Combobox.Trigger id={id} className={className} aria-label={label}>
                    {children}
                </Combobox.Trigger>
                <Combobox.Portal container={layer}>
                    <Combobox.Positioner positionMethod="fixed" align="start" sideOffset={6} className="layer">
                        <Combobox.Popup className="popup search-popup" aria-label={find}>
                            <div className="popup-search">
                                <Search size={16} aria-hidden />
                                <Combobox.Input placeholder={find} aria-label={find} />
                            </div>
                            <Combobox.Empty className="popup-note">
                                {list.isPending ? 'Loading…' : list.isError ? 'The list could not be loaded.' : 'None of that name.'}
                            </Combobox.Empty>
                            <ChoiceList />
                            {list.hasNextPage && <p className="popup-note">Type to find more.</p>}
                        </Combobox.Popup>
                    </Combobox.Positioner>
                </Combobox.Portal>
            </Combobox.Root>
            <div ref={layer} className="picker-layer" />
        </>
    );
}
