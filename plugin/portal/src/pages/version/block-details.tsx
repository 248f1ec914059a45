import { Library, X } from 'lucide-react';
import { prettyAt, type ContentText } from '../../api/content';
import type { Block } from '../../api/types';

type Props = { block: Block; index: number; content: ContentText; onClose: () => void };

/** Every member of a block as it is stored, numbers and key order included. */
export function BlockDetails({ block, index, content, onClose }: Props) {
    const members = Object.keys(block).filter((name) => !['id', 'type', 'name'].includes(name) && block[name] !== null);
    return (
        <aside className="block-details card" aria-label="Details of the block">
            <header className="section-head">
                <div>
                    <h3 aria-live="polite">{block.name || block.id}</h3>
                    <p className="quiet">
                        {block.type} · <code>{block.id}</code>
                    </p>
                </div>
                <button type="button" className="icon-button" aria-label="Close details" onClick={onClose}>
                    <X size={18} aria-hidden />
                </button>
            </header>
            {block.library && (
                <p className="note note-warning">
                    <Library size={16} aria-hidden /> This block comes from a block library, so this version cannot be promoted.
                </p>
            )}
            {members.length === 0 && <p className="quiet">This block has no configuration.</p>}
            {members.map((name) => (
                <section key={name} aria-label={name}>
                    <h4>{name}</h4>
                    <pre tabIndex={0} role="region" aria-label={`Value of ${name}`}>
                        {prettyAt(content, 'blocks', index, name)}
                    </pre>
                </section>
            ))}
        </aside>
    );
}
