import { prettyAt, type ContentText } from '../../api/content';
import type { Changes, Preflight } from '../../api/types';
import { blockTextAt, isObject, type BlockText } from '../../ui/block-text';

/** A block that differs somewhere: its text as it arrived last, as it is there now, as it will be; undefined where it is not. */
export type Sides = {
    block: BlockText;
    /** Its id as JSON, where it has one. */
    key: string | undefined;
    base: string | undefined;
    there: string | undefined;
    after: string | undefined;
    /** Both sides changed it since. */
    isOverlap: boolean;
};

type Path = (string | number)[];

/** By what blocks of two contents are known to be the same. */
const keyOf = (value: unknown) => (isObject(value) && Object.hasOwn(value, 'id') ? JSON.stringify(value.id) : undefined);

/** What stands at `at` in a document says of blocks: what was before stands on both of its sides. */
export function sidesOfChanges(changes: Changes, content: ContentText, at: Path = []): Sides[] {
    const textAt = (...path: Path) => prettyAt(content, ...path);
    const side = (value: unknown, path: Path, there: string | undefined, after: string | undefined): Sides => ({
        block: blockTextAt(value, content, ...path),
        key: keyOf(value),
        isOverlap: false,
        base: there,
        there,
        after,
    });
    const { changed, added, removed } = changes.blocks;
    return [
        ...changed.map(({ after }, index) => {
            const path = [...at, 'blocks', 'changed', index];
            return side(after, [...path, 'after'], textAt(...path, 'before'), textAt(...path, 'after'));
        }),
        ...added.map((block, index) => {
            const path = [...at, 'blocks', 'added', index];
            return side(block, path, undefined, textAt(...path));
        }),
        ...removed.map((block, index) => {
            const path = [...at, 'blocks', 'removed', index];
            return side(block, path, textAt(...path), undefined);
        }),
    ];
}

/** What a preflight says of blocks, each once with all of its sides. */
export function sidesOf({ preflight, content }: { preflight: Preflight; content: ContentText }): Sides[] {
    const { changes, their_changes: theirs, overlap } = preflight;
    const all = changes ? sidesOfChanges(changes, content, ['changes']) : [];
    const isOverlap = (key: string | undefined) => overlap?.blocks.some((id) => JSON.stringify(id) === key) ?? false;
    for (const one of all) one.isOverlap = isOverlap(one.key);
    if (!theirs) return all;
    const textAt = (...path: Path) => prettyAt(content, ...path);
    // What the target's people did to a block stands beside what promoting does to it; to one that it leaves as it is, alone.
    const meet = (value: unknown, path: Path, base: string | undefined, there: string | undefined) => {
        const key = keyOf(value);
        const known = all.find((one) => one.key !== undefined && one.key === key && one.there === there);
        if (known) known.base = base;
        else
            all.push({
                block: blockTextAt(value, content, ...path),
                key,
                isOverlap: isOverlap(key),
                base,
                there,
                after: there,
            });
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

/** Whether any block was changed at the target since it arrived, so that three sides are to be told apart. */
export const hasThreeSides = (sides: Sides[]) => sides.some(({ base, there }) => base !== there);
