import { Library, X } from 'lucide-react';
import { useEffect, useEffectEvent, useRef } from 'react';
import { prettyAt, type ContentText } from '../../api/content';
import { isObject } from '../../ui/block-text';
import type { ShownBlock } from './block-graph';

type Props = { stored: unknown; block: ShownBlock; index: number; content: ContentText; onClose: () => void };

/** Every member of a block as it is stored, numbers and key order included. What the heading says whole is not said again. */
export function BlockDetails({ stored, block, index, content, onClose }: Props) {
    const aside = useRef<HTMLElement>(null);
    useEffect(() => {
        aside.current!.scrollIntoView({ block: 'nearest' });
    }, [index]);
    const closeByKey = useEffectEvent((event: KeyboardEvent) => {
        // What lies over the page is left first.
        if (event.key === 'Escape' && !document.querySelector('[role=dialog]')) onClose();
    });
    useEffect(() => {
        const onKey = (event: KeyboardEvent) => closeByKey(event);
        window.addEventListener('keydown', onKey);
        return () => window.removeEventListener('keydown', onKey);
    }, []);
    const heading: Record<string, string> = { id: block.id, type: block.type, name: block.name };
    const members = isObject(stored)
        ? Object.keys(stored).filter((name) => !(Object.hasOwn(heading, name) && stored[name] === heading[name]))
        : [];
    const value = (label: string, ...path: string[]) => (
        <pre tabIndex={0} role="region" aria-label={label}>
            {prettyAt(content, 'blocks', index, ...path)}
        </pre>
    );
    return (
        <aside className="block-details card" aria-label="Details of the block" ref={aside}>
            <header className="section-head">
                <div>
                    <h3 aria-live="polite" dir="auto">
                        {block.name}
                    </h3>
                    <p className="quiet">
                        {block.type && <bdi>{block.type}</bdi>}
                        {block.type && block.id && ' · '}
                        {block.id && <code>{block.id}</code>}
                    </p>
                </div>
                <button type="button" className="icon-button" aria-label="Close details" onClick={onClose}>
                    <X size={18} aria-hidden />
                </button>
            </header>
            {block.fromLibrary && (
                <p className="note note-warning">
                    <Library size={16} aria-hidden /> This block comes from a block library, so this version cannot be promoted.
                </p>
            )}
            {isObject(stored) && members.length === 0 && <p className="quiet">This block has no configuration.</p>}
            {!isObject(stored) && value('Value of the block')}
            {members.map((name) => (
                <section key={name} aria-label={name || 'member without a name'}>
                    <h4>{name || '""'}</h4>
                    {value(`Value of ${name}`, name)}
                </section>
            ))}
        </aside>
    );
}
