import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { dismiss, useNotices, type Notice } from './notice-store';

const shownFor_ms = 10_000;

/** One of them, for ten seconds; while the pointer or the focus is on it, it stays. */
function Shown({ notice: { id, text, link, action } }: { notice: Notice }) {
    const [isHeld, setHeld] = useState(false);
    useEffect(() => {
        if (isHeld) return;
        const timer = setTimeout(() => dismiss(id), shownFor_ms);
        return () => clearTimeout(timer);
    }, [id, isHeld]);
    return (
        <div
            className="notice"
            onPointerEnter={() => setHeld(true)}
            onPointerLeave={() => setHeld(false)}
            onFocus={() => setHeld(true)}
            onBlur={() => setHeld(false)}
        >
            <span dir="auto">{text}</span>
            {link && (
                <Link href={link.to} onClick={() => dismiss(id)}>
                    {link.label}
                </Link>
            )}
            {action && (
                <button
                    type="button"
                    className="link"
                    onClick={() => {
                        dismiss(id);
                        action.run();
                    }}
                >
                    {action.label}
                </button>
            )}
            <button type="button" className="icon-button" aria-label="Dismiss" onClick={() => dismiss(id)}>
                <X size={16} aria-hidden />
            </button>
        </div>
    );
}

/** Stands over every page, and tells screen readers when there is something. F8 leads into it. */
export function Notices() {
    const notices = useNotices();
    useEffect(() => {
        const onKey = (event: KeyboardEvent) => {
            const first = event.key === 'F8' && document.querySelector<HTMLElement>('.notices :is(a, button)');
            if (!first) return;
            event.preventDefault();
            first.focus();
        };
        window.addEventListener('keydown', onKey);
        return () => window.removeEventListener('keydown', onKey);
    }, []);
    return (
        <section aria-label="Notices (F8)" className="notices">
            <div role="status">
                {notices.map((one) => (
                    <Shown key={one.id} notice={one} />
                ))}
            </div>
        </section>
    );
}
