import { diffLines, diffWordsWithSpace } from 'diff';

/* Texts beside each other, line by line: what was there, what is there now, what will be. */

/** A line in each column; undefined where a column has none. */
export type Line = { cells: (string | undefined)[]; kind: 'same' | 'different' };
export type Fold = { kind: 'fold'; count: number };

type Pair = { before?: string; after?: string };

const linesOf = (text: string) => text.replace(/\n$/, '').split('\n');

/** Lines of two texts in step: equal ones beside each other, others beside what took their place. */
function pairsOf(before: string, after: string): Pair[] {
    const pairs: Pair[] = [];
    const parts = diffLines(before, after);
    for (let at = 0; at < parts.length; at++) {
        const part = parts[at]!;
        if (!part.added && !part.removed) {
            for (const line of linesOf(part.value)) pairs.push({ before: line, after: line });
            continue;
        }
        const replaced = part.removed && parts[at + 1]?.added ? parts[++at] : undefined;
        const gone = part.removed ? linesOf(part.value) : [];
        const come = replaced ? linesOf(replaced.value) : part.added ? linesOf(part.value) : [];
        for (let line = 0; line < Math.max(gone.length, come.length); line++) pairs.push({ before: gone[line], after: come[line] });
    }
    return pairs;
}

const asLine = (...cells: (string | undefined)[]): Line => ({ cells, kind: cells.every((one) => one === cells[0]) ? 'same' : 'different' });

/** Two or three texts in step. Of three the middle one is what both others are held against. */
export function linesBeside(texts: string[]): Line[] {
    const [first, second, third] = texts as [string, string, string | undefined];
    const left = pairsOf(first, second);
    if (third === undefined) return left.map(({ before, after }) => asLine(before, after));
    const right = pairsOf(second, third);
    const lines: Line[] = [];
    for (let one = 0, other = 0; one < left.length || other < right.length;) {
        const [mine, next] = [left[one], right[other]];
        // Lines that the middle has not come before the one that it has.
        const isExtra = mine !== undefined && mine.after === undefined;
        const isNew = next !== undefined && next.before === undefined;
        if (isExtra || isNew) lines.push(asLine(isExtra ? mine.before : undefined, undefined, isNew ? next.after : undefined));
        else lines.push(asLine(mine?.before, mine?.after ?? next?.before, next?.after));
        if (isExtra || !isNew) one++;
        if (isNew || !isExtra) other++;
    }
    return lines;
}

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

export type Words = { text: string; isMarked: boolean };

/** The words of a line, those marked that another line has not. */
export function wordsOf(line: string, other: string | undefined): Words[] {
    if (other === undefined || other === line) return [{ text: line, isMarked: false }];
    return diffWordsWithSpace(other, line)
        .filter((part) => !part.removed)
        .map((part) => ({ text: part.value, isMarked: part.added }));
}
