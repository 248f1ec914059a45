import { Check, CircleAlert } from 'lucide-react';
import { useId, type ReactNode } from 'react';

type Props = { title: string; state?: 'open' | 'done' | 'failed'; aside?: ReactNode; children: ReactNode };

/** One step of the drawer. */
export function Step({ title, state = 'open', aside, children }: Props) {
    const id = useId();
    return (
        <li className="step" data-state={state}>
            <span className="step-mark" aria-hidden>
                {state === 'done' ? <Check size={14} /> : state === 'failed' ? <CircleAlert size={14} /> : null}
            </span>
            <section aria-labelledby={id}>
                <header className="step-head">
                    <h3 id={id}>{title}</h3>
                    {aside}
                </header>
                {children}
            </section>
        </li>
    );
}
