import type { Block, Connection } from '../../api/types';

type Props = { blocks: Block[]; connections: Connection[]; selected: number | undefined; onSelect: (index: number) => void };

/** The canvas in words: every block, and where it leads. */
export function BlockList({ blocks, connections, selected, onSelect }: Props) {
    const names = new Map(blocks.map((block) => [block.id, block.name || block.id]));
    const next = new Map<string, string[]>();
    for (const { from, to } of connections) next.set(from, [...(next.get(from) ?? []), names.get(to) ?? to]);
    return (
        <ol className="block-list card">
            {blocks.map((block, index) => (
                <li key={index}>
                    <button type="button" aria-pressed={index === selected} onClick={() => onSelect(index)}>
                        <span className="strong">{block.name || block.id}</span>
                        <span className="quiet">{block.type}</span>
                        {next.has(block.id) && <span className="quiet">leads to {next.get(block.id)!.join(', ')}</span>}
                    </button>
                </li>
            ))}
        </ol>
    );
}
