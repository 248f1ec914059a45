import { diffLines } from 'diff';
import { useMemo, useState } from 'react';

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
        for (let line = 0; line < Math.max(gone.length, come.length); line++)
            lines.push({ before: gone[line], after: come[line], kind: 'different' });
    }
    return lines;
}

type Fold = { kind: 'fold'; count: number };
const context = 2;

/** The lines with what differs and a few around it; of the others only how many there are. */
export function foldSame(lines: Line[]): (Line | Fold)[] {
    const near = (at: number) => lines.slice(Math.max(0, at - context), at + context + 1).some((line) => line.kind === 'different');
    const folded: (Line | Fold)[] = [];
    lines.forEach((line, at) => {
        const last = folded.at(-1);
        if (near(at)) folded.push(line);
        else if (last?.kind === 'fold') last.count++;
        else folded.push({ kind: 'fold', count: 1 });
    });
    return folded;
}

/** The values of a block as they are there now, and as they will be. */
export function SideBySide({ before, after, target }: { before: string; after: string; target: string }) {
    const [whole, setWhole] = useState(false);
    const lines = useMemo(() => pairLines(before, after), [before, after]);
    const shown = useMemo(() => (whole ? lines : foldSame(lines)), [lines, whole]);
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
                    {shown.map((line, index) =>
                        line.kind === 'fold' ? (
                            <tr key={index}>
                                <td colSpan={2}>
                                    <button type="button" className="fold" onClick={() => setWhole(true)}>
                                        {line.count === 1 ? '1 equal line' : `${line.count} equal lines`}
                                    </button>
                                </td>
                            </tr>
                        ) : (
                            <tr key={index} data-kind={line.kind}>
                                <td data-side={line.before === undefined ? 'none' : 'before'}>{line.before}</td>
                                <td data-side={line.after === undefined ? 'none' : 'after'}>{line.after}</td>
                            </tr>
                        ),
                    )}
                </tbody>
            </table>
        </div>
    );
}
