import { expect, test } from 'vitest';
import { foldSame, pairLines } from './side-by-side';

test('lines that changed stand beside what they became', () => {
    expect(pairLines('{\n  "a": 1,\n  "b": 2\n}', '{\n  "a": 1.0,\n  "b": 2,\n  "c": 3\n}')).toEqual([
        { before: '{', after: '{', kind: 'same' },
        { before: '  "a": 1,', after: '  "a": 1.0,', kind: 'different' },
        { before: '  "b": 2', after: '  "b": 2,', kind: 'different' },
        { before: undefined, after: '  "c": 3', kind: 'different' },
        { before: '}', after: '}', kind: 'same' },
    ]);
});

test('equal lines far from a change are counted, not shown', () => {
    const before = ['1', '2', '3', '4', '5', 'old', '6', '7', '8', '9'].join('\n');
    const shown = foldSame(pairLines(before, before.replace('old', 'new')));
    expect(shown.map((line) => (line.kind === 'fold' ? line.count : line.after))).toEqual([3, '4', '5', 'new', '6', '7', 2]);
});
