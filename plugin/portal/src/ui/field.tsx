import { ChevronDown, Search, X } from 'lucide-react';
import { useEffect, useId, useState, type ReactNode } from 'react';

export type FieldProps = { label: string; hint?: ReactNode; error?: ReactNode; hideLabel?: boolean };

/** A label with its control, a hint, and what is wrong with what was entered. */
export function Field({ id, label, hint, error, hideLabel, children }: FieldProps & { id: string; children: ReactNode }) {
    return (
        <div className="field">
            <label htmlFor={id} className={hideLabel ? 'hidden' : undefined}>
                {label}
            </label>
            {children}
            {hint && (
                <p className="field-hint" id={`${id}-hint`}>
                    {hint}
                </p>
            )}
            {error && (
                <div className="field-error" id={`${id}-error`} role="alert">
                    {error}
                </div>
            )}
        </div>
    );
}

/** What the control of a field is described by. */
export const described = (id: string, { hint, error }: FieldProps) =>
    [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;

type SelectProps<T extends string> = FieldProps & {
    value: T | '';
    options: { id: T; label: string }[];
    /** What stands there while nothing is chosen; without it, something always is. */
    placeholder?: string;
    onChange: (value: T | '') => void;
    disabled?: boolean;
};

/** A drop-down of few fixed choices: the browser's own, which every keyboard, phone and screen reader knows. */
export function Select<T extends string>({ value, options, placeholder, onChange, disabled, ...field }: SelectProps<T>) {
    const id = useId();
    return (
        <Field id={id} {...field}>
            <span className="select">
                <select
                    id={id}
                    value={value}
                    disabled={disabled}
                    aria-invalid={field.error ? true : undefined}
                    aria-describedby={described(id, field)}
                    onChange={(event) => onChange(event.target.value as T | '')}
                >
                    {placeholder !== undefined && <option value="">{placeholder}</option>}
                    {options.map((one) => (
                        <option key={one.id} value={one.id}>
                            {one.label}
                        </option>
                    ))}
                </select>
                <ChevronDown size={16} aria-hidden />
            </span>
        </Field>
    );
}

type TextProps = FieldProps & {
    value: string;
    onChange: (value: string) => void;
    type?: 'text' | 'search' | 'password' | 'date';
    placeholder?: string;
    suggestions?: { id: string; label?: string }[];
    autoComplete?: string;
    required?: boolean;
    autoFocus?: boolean;
};

export function TextField({
    value,
    onChange,
    type = 'text',
    placeholder,
    suggestions,
    autoComplete = 'off',
    required,
    autoFocus,
    ...field
}: TextProps) {
    const id = useId();
    return (
        <Field id={id} {...field}>
            <span className="text-input" data-kind={type}>
                {type === 'search' && <Search size={16} aria-hidden />}
                <input
                    id={id}
                    dir="auto"
                    type={type}
                    value={value}
                    placeholder={placeholder}
                    autoComplete={autoComplete}
                    required={required}
                    autoFocus={autoFocus}
                    spellCheck={false}
                    list={suggestions && `${id}-list`}
                    aria-invalid={field.error ? true : undefined}
                    aria-describedby={described(id, field)}
                    onChange={(event) => onChange(event.target.value)}
                />
                {suggestions && (
                    <datalist id={`${id}-list`}>
                        {suggestions.map((one) => (
                            <option key={one.id} value={one.id} label={one.label} />
                        ))}
                    </datalist>
                )}
            </span>
        </Field>
    );
}

/** A text of several lines. */
export function TextArea({
    value,
    onChange,
    required,
    rows = 3,
    ...field
}: FieldProps & { value: string; onChange: (value: string) => void; required?: boolean; rows?: number }) {
    const id = useId();
    return (
        <Field id={id} {...field}>
            <span className="text-input" data-kind="area">
                <textarea
                    id={id}
                    dir="auto"
                    rows={rows}
                    value={value}
                    required={required}
                    aria-invalid={field.error ? true : undefined}
                    aria-describedby={described(id, field)}
                    onChange={(event) => onChange(event.target.value)}
                />
            </span>
        </Field>
    );
}

/** A search box that keeps up with typing and tells of it once the person pauses. */
export function SearchField({ value, onChange, delay_ms = 250, ...rest }: Omit<TextProps, 'type'> & { delay_ms?: number }) {
    const [text, setText] = useState(value);
    const [known, setKnown] = useState(value);
    if (known !== value) {
        setKnown(value);
        setText(value);
    }
    useEffect(() => {
        if (text === value) return;
        const timer = setTimeout(() => onChange(text), delay_ms);
        return () => clearTimeout(timer);
    }, [text, value, onChange, delay_ms]);
    return <TextField {...rest} type="search" value={text} onChange={setText} />;
}

/** Something that is so or not. */
export const Checkbox = ({ label, checked, onChange }: { label: string; checked: boolean; onChange: (checked: boolean) => void }) => (
    <label className="checkbox">
        <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
        <span>{label}</span>
    </label>
);

/** Takes one filter away. */
export const ClearButton = ({ label, onClick }: { label: string; onClick: () => void }) => (
    <button type="button" className="clear" onClick={onClick}>
        <X size={14} aria-hidden /> {label}
    </button>
);
