import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { dismiss, notify, useNotices, type Notice, type Undo } from './notice-store';
import { focusHeading } from './page';
import { useChange } from './use-change';

const shownFor_ms = 10_000;

/** Takes back what was done; until that is done, or when it is not, the notice stays. */
function UndoButton({ undo, onHold, onDone }: { undo: Undo; onHold: () => void; onDone: () => void }) {
    const { start, isPending, isLookingUp, problem } = useChange({
        change: undo.change,
        lookUp: undo.lookUp,
        onSettled: undo.onSettled,
        onSuccess: () => {
            onDone();
            notify({ text: undo.done });
            focusHeading();
        },
    });
    return (
        <>
            {problem && <span role="alert">It was not undone. {problem.message}</span>}
            {isLookingUp && <span>No answer came: looking up what became of it.</span>}
            <button
                type="button"
                className="link"
                aria-disabled={isPending || undefined}
                onClick={() => {
                    onHold();
                    start();
                }}
            >
                Undo
            </button>
        </>
    );
}

/** One of them, for ten seconds; while the pointer or the focus is on it, it stays. */
function Shown({ notice: { id, text, link, undo } }: { notice: Notice }) {
    const [isPointedAt, setPointedAt] = useState(false);
    const [isFocused, setFocused] = useState(false);
    const [isHeld, setHeld] = useState(false);
    const stays = isPointedAt || isFocused || isHeld;
    useEffect(() => {
        if (stays) return;
        const timer = setTimeout(() => dismiss(id), shownFor_ms);
        return () => clearTimeout(timer);
    }, [id, stays]);
    return (
        <div
            className="notice"
            onPointerEnter={() => setPointedAt(true)}
            onPointerLeave={() => setPointedAt(false)}
            onFocus={() => setFocused(true)}
            onBlur={() => setFocused(false)}
        >
            <span dir="auto">{text}</span>
            {link && (
                <Link href={link.to} onClick={() => dismiss(id)}>
                    {link.label}
                </Link>
            )}
            {undo && <UndoButton undo={undo} onHold={() => setHeld(true)} onDone={() => dismiss(id)} />}
            <button type="button" className="icon-button" aria-label="Dismiss" onClick={() => dismiss(id)}>
                <X size={16} aria-hidden />
            </button>
        </div>
    );
}

/** Stands over every page, and tells screen readers when there is something. The key in its name leads into it. */
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
