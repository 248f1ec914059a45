import { ChevronDown, ChevronUp } from 'lucide-react';
import { useMemo, useState, type KeyboardEvent, type RefObject } from 'react';
import { TextField } from '../../ui/field';
import type { ShownBlock } from './block-graph';

/** The block that the focus is to go to, once for every `turn`. */
export type Target = { index: number; turn: number };

const words = (text: string) => text.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean);

/** What is searched of blocks: name, type and id. */
export const searchable = (blocks: ShownBlock[]) => blocks.map(({ name, type, id }) => words(`${name} ${type} ${id}`).join(' '));

/** The texts with every word of the query, in the order in which they are. */
export function findAmong(texts: string[], query: string): number[] {
    const wanted = words(query);
    if (wanted.length === 0) return [];
    return texts.flatMap((text, index) => (wanted.every((word) => text.includes(word)) ? [index] : []));
}

export type Find = {
    query: string;
    setQuery: (query: string) => void;
    hits: number[];
    /** Which of the hits was gone to; -1 before the first for this query. */
    at: number;
    go: (step: 1 | -1) => void;
};

/** Finds blocks, and goes from one hit to the next and round again. */
export function useFind(blocks: ShownBlock[], target: Target | undefined, goTo: (index: number) => void): Find {
    const [query, setQuery] = useState('');
    const texts = useMemo(() => searchable(blocks), [blocks]);
    const hits = useMemo(() => findAmong(texts, query), [texts, query]);
    const [gone, setGone] = useState<string>();
    const at = target && gone === query ? hits.indexOf(target.index) : -1;
    const go = (step: 1 | -1) => {
        if (hits.length === 0) return;
        const next = at === -1 && step === -1 ? hits.length - 1 : (at + step + hits.length) % hits.length;
        setGone(query);
        goTo(hits[next]!);
    };
    return { query, setQuery, hits, at, go };
}

type Props = { find: Find; blocks: ShownBlock[]; field: RefObject<HTMLDivElement | null> };

/** A search box for blocks that tells how many there are and goes to them. */
export function FindBlock({ find: { query, setQuery, hits, at, go }, blocks, field }: Props) {
    const onKeyDown = (event: KeyboardEvent) => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        go(event.shiftKey ? -1 : 1);
    };
    const count = `${hits.length || 'No'} ${hits.length === 1 ? 'block' : 'blocks'} found`;
    const found = at === -1 ? count : `${at + 1} of ${hits.length}: ${blocks[hits[at]!]!.name}`;
    return (
        <div role="search" className="block-find">
            <div ref={field} onKeyDown={onKeyDown}>
                <TextField
                    label="Find a block"
                    hideLabel
                    type="search"
                    placeholder="Find a block by name, type or id"
                    value={query}
                    onChange={setQuery}
                />
            </div>
            {query.trim() !== '' && hits.length > 0 && (
                <span className="block-find-steps">
                    <button type="button" className="icon-button" aria-label="Previous block found" onClick={() => go(-1)}>
                        <ChevronUp size={18} aria-hidden />
                    </button>
                    <button type="button" className="icon-button" aria-label="Next block found" onClick={() => go(1)}>
                        <ChevronDown size={18} aria-hidden />
                    </button>
                </span>
            )}
            <p className="quiet" role="status">
                {query.trim() !== '' && found}
            </p>
            {at !== -1 && <p className="quiet block-find-keys">Enter goes on, Space opens, / comes back here.</p>}
        </div>
    );
}
