import { expect, test } from 'vitest';
import { dayOf, filterOf } from './filter';

test('P7: days of the filter are whole days of the person, and nonsense is left out', () => {
    const filter = filterOf('acme', { from: '2026-11-01', to: '2026-11-01', status: 'nonsense', role: 'source' });
    expect(filter.from).toBe(new Date(2026, 10, 1).toISOString().replace('Z', '000Z'));
    expect(new Date(filter.to!).getTime() - new Date(filter.from!).getTime()).toBe(86_400_000);
    expect(filter).toMatchObject({ organization: 'acme', role: 'source' });
    expect(filter.status).toBeUndefined();
    expect(filterOf('acme', { status: 'constructor' }).status).toBeUndefined();
    expect(filterOf(undefined, {}).organization).toBeUndefined();
});

test('P7: days are counted back over months and years', () => {
    expect(dayOf(0, new Date(2026, 0, 3, 23, 59))).toBe('2026-01-03');
    expect(dayOf(6, new Date(2026, 0, 3))).toBe('2025-12-28');
    expect(dayOf(29, new Date(2026, 2, 1))).toBe('2026-01-31');
});
