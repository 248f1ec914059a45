import { useMemo, useState } from 'react';
import { foldSame, linesBeside, wordsOf, type Line } from './lines';

/** A side of a block: what stands above it, and its text; empty where the block is not there. */
export type Column = { title: string; text: string };

/** What a cell is held against: of the first the one after it, of every other the one before. */
const neighbour = ({ cells }: Line, at: number) => cells[at === 0 ? 1 : at - 1];

function Cell({ line, at }: { line: Line; at: number }) {
    const text = line.cells[at];
    if (text === undefined) return <td data-side="none" />;
    const isOther = line.kind === 'different' && neighbour(line, at) !== text;
    return (
        <td data-side={isOther ? (at === 0 ? 'before' : 'after') : undefined}>
            {wordsOf(text, isOther ? neighbour(line, at) : undefined).map((words, index) =>
                words.isMarked ? <mark key={index}>{words.text}</mark> : words.text,
            )}
        </td>
    );
}

/** The values of a block on two or three sides, line beside line, the words that differ marked. */
export function SideBySide({ columns }: { columns: Column[] }) {
    const [whole, setWhole] = useState(false);
    const lines = useMemo(() => linesBeside(columns.map(({ text }) => text)), [columns]);
    const shown = useMemo(() => (whole ? lines : foldSame(lines)), [lines, whole]);
    return (
        <div className="side-by-side" data-columns={columns.length} tabIndex={0} role="region" aria-label="Values on each side">
            <table>
                <thead>
                    <tr>
                        {columns.map(({ title }) => (
                            <th key={title} scope="col">
                                {title}
                            </th>
                        ))}
                    </tr>
                </thead>
                <tbody>
                    {shown.map((line, index) =>
                        line.kind === 'fold' ? (
                            <tr key={index}>
                                <td colSpan={columns.length}>
                                    <button type="button" className="fold" onClick={() => setWhole(true)}>
                                        {line.count === 1 ? '1 equal line' : `${line.count} equal lines`}
                                    </button>
                                </td>
                            </tr>
                        ) : (
                            <tr key={index} data-kind={line.kind}>
                                {columns.map(({ title }, at) => (
                                    <Cell key={title} line={line} at={at} />
                                ))}
                            </tr>
                        ),
                    )}
                </tbody>
            </table>
        </div>
    );
}
