import { expect, test } from 'vitest';
import { foldSame, linesBeside, wordsOf } from './lines';

test('lines that changed stand beside what they became', () => {
    expect(linesBeside(['{\n  "a": 1,\n  "b": 2\n}', '{\n  "a": 1.0,\n  "b": 2,\n  "c": 3\n}'])).toEqual([
        { cells: ['{', '{'], kind: 'same' },
        { cells: ['  "a": 1,', '  "a": 1.0,'], kind: 'different' },
        { cells: ['  "b": 2', '  "b": 2,'], kind: 'different' },
        { cells: [undefined, '  "c": 3'], kind: 'different' },
        { cells: ['}', '}'], kind: 'same' },
    ]);
});

test('R1: three sides stand in step with the one in the middle', () => {
    expect(linesBeside(['a\nb\nc', 'a\nx\nc\ntheirs', 'ours\na\nb\nc'])).toEqual([
        { cells: [undefined, undefined, 'ours'], kind: 'different' },
        { cells: ['a', 'a', 'a'], kind: 'same' },
        { cells: ['b', 'x', 'b'], kind: 'different' },
        { cells: ['c', 'c', 'c'], kind: 'same' },
        { cells: [undefined, 'theirs', undefined], kind: 'different' },
    ]);
    expect(linesBeside(['old\na', 'a', 'a']).map(({ cells }) => cells)).toEqual([
        ['old', undefined, undefined],
        ['a', 'a', 'a'],
    ]);
});

test('equal lines far from a change are counted, not shown', () => {
    const before = ['1', '2', '3', '4', '5', 'old', '6', '7', '8', '9'].join('\n');
    const shown = foldSame(linesBeside([before, before.replace('old', 'new')]));
    expect(shown.map((line) => (line.kind === 'fold' ? line.count : line.cells[1]))).toEqual([3, '4', '5', 'new', '6', '7', 2]);
});

test('within a line the words that differ are marked', () => {
    expect(wordsOf('retry: 5 times', 'retry: 3 times')).toEqual([
        { text: 'retry: ', isMarked: false },
        { text: '5', isMarked: true },
        { text: ' times', isMarked: false },
    ]);
    expect(wordsOf('alone', undefined)).toEqual([{ text: 'alone', isMarked: false }]);
    expect(wordsOf('same', 'same')).toEqual([{ text: 'same', isMarked: false }]);
});
