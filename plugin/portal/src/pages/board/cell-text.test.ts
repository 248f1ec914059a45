import { expect, test } from 'vitest';
import { cellText, isBehind, typesOf } from './cell-text';

const counts = { organizations: 5, current: 3, behind: 2, changed_there: 0, diverged: 0 };

test('a cell is told in words and numbers, by the words of the drawer', () => {
    expect(cellText(counts)).toBe('5: 3 up to date, 2 behind');
    expect(cellText({ ...counts, behind: 0, changed_there: 1, diverged: 1 })).toBe(
        '5: 3 up to date, 1 changed there, 1 changed on both sides',
    );
    expect(cellText({ ...counts, current: 0, behind: 0 })).toBe('5');
    expect([isBehind(counts), isBehind({ ...counts, behind: 0 })]).toEqual([true, false]);
});

test('there is a column for each type that something went to, in the order of the pipeline', () => {
    const row = (types: object) => ({ id: 'a', name: 'A', newest_version: 1, types: types as never });
    expect(typesOf([row({ prod: counts, none: counts }), row({ dev: counts })])).toEqual(['dev', 'prod', null]);
    expect(typesOf([])).toEqual([]);
});
