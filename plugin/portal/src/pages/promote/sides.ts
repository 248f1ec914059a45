import { prettyAt, type ContentText } from '../../api/content';
import type { Preflight } from '../../api/types';
import { blockTextAt, isObject, type BlockText } from '../../ui/block-text';

/** A block that differs somewhere: its text as it arrived last, as it is there now, as it will be; undefined where it is not. */
export type Sides = {
    block: BlockText;
    base: string | undefined;
    there: string | undefined;
    after: string | undefined;
    /** Both sides changed it since. */
    isOverlap: boolean;
};

type Path = (string | number)[];

/** What a preflight says of blocks, each once with all of its sides. */
export function sidesOf({ preflight, content }: { preflight: Preflight; content: ContentText }): Sides[] {
    const all: (Sides & { key: string | undefined })[] = [];
    const overlap = preflight.overlap?.blocks ?? [];
    const add = (value: unknown, path: Path, sides: Pick<Sides, 'base' | 'there' | 'after'>) => {
        const id = isObject(value) && Object.hasOwn(value, 'id') ? value.id : undefined;
        all.push({
            block: blockTextAt(value, content, ...path),
            key: id === undefined ? undefined : JSON.stringify(id),
            isOverlap: typeof id === 'string' && overlap.includes(id),
            ...sides,
        });
    };
    const textAt = (...path: Path) => prettyAt(content, ...path);
    const { changes, their_changes: theirs } = preflight;
    if (changes) {
        changes.blocks.changed.forEach(({ after }, at) => {
            const path = ['changes', 'blocks', 'changed', at];
            const there = textAt(...path, 'before');
            add(after, [...path, 'after'], { base: there, there, after: textAt(...path, 'after') });
        });
        changes.blocks.added.forEach((block, at) => {
            const path = ['changes', 'blocks', 'added', at];
            add(block, path, { base: undefined, there: undefined, after: textAt(...path) });
        });
        changes.blocks.removed.forEach((block, at) => {
            const path = ['changes', 'blocks', 'removed', at];
            const there = textAt(...path);
            add(block, path, { base: there, there, after: undefined });
        });
    }
    if (!theirs) return all;
    // What the target's people did to a block stands beside what promoting does to it; to one that it leaves as it is, alone.
    const meet = (value: unknown, path: Path, base: string | undefined, there: string | undefined) => {
        const key = isObject(value) && Object.hasOwn(value, 'id') ? JSON.stringify(value.id) : undefined;
        const known = all.find((one) => one.key !== undefined && one.key === key && one.there === there);
        if (known) known.base = base;
        else add(value, path, { base, there, after: there });
    };
    theirs.blocks.changed.forEach(({ after }, at) => {
        const path = ['their_changes', 'blocks', 'changed', at];
        meet(after, [...path, 'after'], textAt(...path, 'before'), textAt(...path, 'after'));
    });
    theirs.blocks.added.forEach((block, at) => {
        const path = ['their_changes', 'blocks', 'added', at];
        meet(block, path, undefined, textAt(...path));
    });
    theirs.blocks.removed.forEach((block, at) => {
        const path = ['their_changes', 'blocks', 'removed', at];
        meet(block, path, textAt(...path), undefined);
    });
    return all;
}

/** What promoting does to a block. */
export const kindOf = ({ there, after }: Sides) =>
    there === after ? 'kept' : there === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
