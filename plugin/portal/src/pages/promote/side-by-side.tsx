import { diffLines } from 'diff';
import { useMemo } from 'react';

type Line = { before?: string; after?: string; kind: 'same' | 'different' };

const linesOf = (text: string) => text.replace(/\n$/, '').split('\n');

/** Lines of both texts in step: equal ones beside each other, others beside what took their place. */
export function pairLines(before: string, after: string): Line[] {
    const lines: Line[] = [];
    const parts = diffLines(before, after);
    for (let at = 0; at < parts.length; at++) {
        const part = parts[at]!;
        if (!part.added && !part.removed) {
            for (const line of linesOf(part.value)) lines.push({ before: line, after: line, kind: 'same' });
            continue;
        }
        const replaced = part.removed && parts[at + 1]?.added ? parts[++at] : undefined;
        const gone = part.removed ? linesOf(part.value) : [];
        const come = replaced ? linesOf(replaced.value) : part.added ? linesOf(part.value) : [];
        for (let line = 0; line < Math.max(gone.length, come.length); line++) lines.push({ before: gone[line], after: come[line], kind: 'different' });
    }
    return lines;
}

/** The values of a block as they are there now, and as they will be. */
export function SideBySide({ before, after, target }: { before: string; after: string; target: string }) {
    const lines = useMemo(() => pairLines(before, after), [before, after]);
    return (
        <div className="side-by-side" tabIndex={0} role="region" aria-label="Values now and after">
            <table>
                <thead>
                    <tr>
                        <th scope="col">Now in {target}</th>
                        <th scope="col">After promoting</th>
                    </tr>
                </thead>
                <tbody>
                    {lines.map((line, index) => (
                        <tr key={index} data-kind={line.kind}>
                            <td data-side={line.before === undefined ? 'none' : 'before'}>{line.before}</td>
                            <td data-side={line.after === undefined ? 'none' : 'after'}>{line.after}</td>
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}
