import type { ButtonHTMLAttributes, ReactNode } from 'react';

type Props = ButtonHTMLAttributes<HTMLButtonElement> & {
    look?: 'primary' | 'plain' | 'quiet' | 'danger';
    busy?: boolean;
    icon?: ReactNode;
};

/** A button. A busy one keeps the focus and says so, but does nothing when pressed. */
export function Button({ look = 'plain', busy, icon, children, onClick, type = 'button', ...rest }: Props) {
    return (
        <button
            {...rest}
            type={type}
            className={`button button-${look}`}
            aria-disabled={busy || undefined}
            onClick={busy ? (event) => event.preventDefault() : onClick}
        >
            {busy ? <span className="spinner" aria-hidden /> : icon}
            <span>{children}</span>
        </button>
    );
}
