import { expect, test } from 'vitest';
import { countsByType, countsOfAll } from './counts';
import { filterOf } from './filter';

const summary = { prod: { behind: 2, current: 3 }, none: { new: 1 }, dev: { current: 1 } };

test('types stand in the order of the pipeline, those that are not registered last; standings as the drawer lists them', () => {
    expect(countsByType(summary)).toEqual([
        { type: 'dev', total: 1, standings: [{ standing: 'current', count: 1 }] },
        {
            type: 'prod',
            total: 5,
            standings: [
                { standing: 'current', count: 3 },
                { standing: 'behind', count: 2 },
            ],
        },
        { type: null, total: 1, standings: [{ standing: 'new', count: 1 }] },
    ]);
    expect(countsOfAll(summary).total).toBe(7);
    expect(countsOfAll(summary).standings).toContainEqual({ standing: 'current', count: 4 });
});

test('nonsense in the address filters nothing', () => {
    expect(filterOf({ type: 'toString', standing: 'well', search: '' })).toEqual({});
    expect(filterOf({ type: 'uat', standing: 'behind', search: 'a' })).toEqual({ type: 'uat', standing: 'behind', search: 'a' });
});
