import { Combobox } from '@base-ui/react/combobox';
import { Check, ChevronDown } from 'lucide-react';
import { useId, useRef, type ReactNode } from 'react';
import { isFound } from './words';
import { described, Field, type FieldProps } from './field';

export type Choice = {
    id: string;
    label: string;
    mark?: ReactNode;
    /** Why it cannot be chosen: then it is listed, and says so. */
    denied?: string;
    /** What else is known of it, in a few words. */
    about?: string;
};

type Props = FieldProps & {
    choices: Choice[];
    value: Choice | null;
    onChange: (choice: Choice | null) => void;
    placeholder: string;
    /** What the list says when nothing matches. */
    empty: string;
    /** When given, the server searches; else the choices given are searched here. */
    onSearch?: (text: string) => void;
    disabled?: boolean;
};

/** What an open picker lists. */
export const ChoiceList = () => (
    <Combobox.List className="options">
        {(one: Choice) => (
            <Combobox.Item key={one.id} value={one} className="option" disabled={one.denied !== undefined} title={one.denied}>
                <span className="option-text">
                    <bdi>{one.label}</bdi>
                    {(one.denied ?? one.about) && <span className="sub">{one.denied ?? one.about}</span>}
                </span>
                {one.mark}
                <Combobox.ItemIndicator className="option-check">
                    <Check size={16} aria-hidden />
                </Combobox.ItemIndicator>
            </Combobox.Item>
        )}
    </Combobox.List>
);

/** The escape key leaves the dialog around the field; it must not throw away what was chosen on its way. */
function isEscape(details: Combobox.Root.ChangeEventDetails): boolean {
    if (details.reason !== 'escape-key') return false;
    details.cancel();
    details.allowPropagation();
    return true;
}

/** A drop-down over many choices that can be typed into. */
export function Picker({ choices, value, onChange, placeholder, empty, onSearch, disabled, ...field }: Props) {
    const id = useId();
    const layer = useRef<HTMLDivElement>(null);
    return (
        <Field id={id} {...field}>
            <Combobox.Root<Choice>
                items={choices}
                filter={onSearch ? null : ({ label, id }, text) => isFound({ name: label, id }, text)}
                value={value}
                onValueChange={(choice, details) => !isEscape(details) && onChange(choice)}
                onInputValueChange={(text, details) => !isEscape(details) && onSearch?.(text)}
                itemToStringLabel={(one) => one.label}
                isItemEqualToValue={(one, other) => one.id === other.id}
                disabled={disabled}
                autoHighlight
            >
                <div className="text-input picker">
                    <Combobox.Input
                        id={id}
                        placeholder={placeholder}
                        aria-invalid={field.error ? true : undefined}
                        aria-describedby={described(id, field)}
                    />
                    <Combobox.Trigger className="picker-open" aria-label={`Show choices of ${field.label}`}>
                        <ChevronDown size={16} aria-hidden />
                    </Combobox.Trigger>
                </div>
                <Combobox.Portal container={layer}>
                    <Combobox.Positioner positionMethod="fixed" align="start" sideOffset={6} className="layer">
                        <Combobox.Popup className="popup picker-popup">
                            <Combobox.Empty className="popup-note">{empty}</Combobox.Empty>
                            <ChoiceList />
                        </Combobox.Popup>
                    </Combobox.Positioner>
                </Combobox.Portal>
            </Combobox.Root>
            <div ref={layer} className="picker-layer" />
        </Field>
    );
}
