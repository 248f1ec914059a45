import { useEffect, useRef } from 'react';
import type { Target } from './block-find';
import type { BlockGraph } from './block-graph';

type Props = {
    graph: BlockGraph;
    selected: number | undefined;
    hits: number[];
    target: Target | undefined;
    onSelect: (index: number) => void;
};

/** The canvas in words: every block, and where it leads. */
export function BlockList({ graph: { blocks, links }, selected, hits, target, onSelect }: Props) {
    const list = useRef<HTMLOListElement>(null);
    const focused = useRef(target?.turn);
    useEffect(() => {
        if (!target || focused.current === target.turn) return;
        focused.current = target.turn;
        list.current!.children[target.index]!.querySelector('button')!.focus();
    }, [target]);
    const found = new Set(hits);
    const next = new Map<number, string[]>();
    for (const { from, to } of links) next.set(from, [...(next.get(from) ?? []), blocks[to]!.name]);
    return (
        <ol className="block-list card" ref={list}>
            {blocks.map(({ name, type }, index) => (
                <li key={index}>
                    <button
                        type="button"
                        aria-pressed={index === selected}
                        data-hit={found.has(index) || undefined}
                        data-id={index}
                        onClick={() => onSelect(index)}
                    >
                        <bdi className="strong">{name}</bdi>
                        <bdi className="quiet">{type}</bdi>
                        {next.has(index) && <span className="quiet">leads to {next.get(index)!.join(', ')}</span>}
                    </button>
                </li>
            ))}
        </ol>
    );
}
