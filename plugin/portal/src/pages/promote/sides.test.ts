import { expect, test } from 'vitest';
import { readContent } from '../../api/content';
import type { Preflight } from '../../api/types';
import { kindOf, sidesOf } from './sides';

const nothing = { added: [], removed: [], changed: [] };
const change = (id: string, before: number, after: number) => ({ id, name: id, before: { id, n: before }, after: { id, n: after } });

function sides(preflight: object) {
    const text = JSON.stringify(preflight);
    return sidesOf({ preflight: JSON.parse(text) as Preflight, content: readContent(text) }).map((one) => ({
        id: one.block.id,
        kind: kindOf(one),
        n: [one.base, one.there, one.after].map((side) => (side === undefined ? undefined : (JSON.parse(side) as { n: number }).n)),
        isOverlap: one.isOverlap,
    }));
}

test('R1: what nobody there changed stands beside what it becomes', () => {
    const blocks = { added: [{ id: 'new', n: 1 }], removed: [{ id: 'old', n: 2 }], changed: [change('b', 3, 4)] };
    expect(sides({ changes: { blocks }, their_changes: { blocks: nothing }, overlap: { blocks: [] } })).toEqual([
        { id: 'b', kind: 'changed', n: [3, 3, 4], isOverlap: false },
        { id: 'new', kind: 'added', n: [undefined, undefined, 1], isOverlap: false },
        { id: 'old', kind: 'removed', n: [2, 2, undefined], isOverlap: false },
    ]);
});

test('R1: what they changed, added and removed has three sides, once each', () => {
    const theirs = {
        added: [{ id: 'hotfix', n: 7 }],
        removed: [{ id: 'dropped', n: 8 }],
        changed: [change('b', 1, 2), change('own', 5, 6)],
    };
    const blocks = { added: [{ id: 'dropped', n: 8 }], removed: [{ id: 'hotfix', n: 7 }], changed: [change('b', 2, 3)] };
    expect(sides({ changes: { blocks }, their_changes: { blocks: theirs }, overlap: { blocks: ['b'] } })).toEqual([
        { id: 'b', kind: 'changed', n: [1, 2, 3], isOverlap: true },
        { id: 'dropped', kind: 'added', n: [8, undefined, 8], isOverlap: false },
        { id: 'hotfix', kind: 'removed', n: [undefined, 7, undefined], isOverlap: false },
        { id: 'own', kind: 'kept', n: [5, 6, 6], isOverlap: false },
    ]);
});

test('a preflight of a release before has no more than its changes', () => {
    expect(sides({ changes: { blocks: { ...nothing, changed: [change('b', 1, 2)] } } })).toEqual([
        { id: 'b', kind: 'changed', n: [1, 1, 2], isOverlap: false },
    ]);
    expect(sides({ changes: null })).toEqual([]);
});
