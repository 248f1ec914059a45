import { expect, test } from 'vitest';
import { dayOf, filterOf, isBackwards, presets } from './filter';

test('P7: days of the filter are whole days of the person, and nonsense is left out', () => {
    const filter = filterOf('acme', { from: '2026-11-01', to: '2026-11-01', status: 'nonsense', role: 'source' });
    expect(filter.from).toBe(new Date(2026, 10, 1).toISOString().replace('Z', '000Z'));
    expect(new Date(filter.to!).getTime() - new Date(filter.from!).getTime()).toBe(86_400_000);
    expect(filter).toMatchObject({ organization: 'acme', role: 'source' });
    expect(filter.status).toBeUndefined();
    expect(filterOf('acme', { status: 'constructor' }).status).toBeUndefined();
    expect(filterOf(undefined, {}).organization).toBeUndefined();
    expect(filterOf('acme', { type: 'prod', standing: 'diverged', reason: 'audit' })).toMatchObject({
        type: 'prod',
        standing: 'diverged',
        reason: 'audit',
    });
    expect(filterOf('acme', { type: 'toString', standing: 'x' })).toMatchObject({ type: undefined, standing: undefined });
});

test('P7: days are counted back over months and years', () => {
    expect(dayOf(0, new Date(2026, 0, 3, 23, 59))).toBe('2026-01-03');
    expect(dayOf(6, new Date(2026, 0, 3))).toBe('2025-12-28');
    expect(dayOf(29, new Date(2026, 2, 1))).toBe('2026-01-31');
});

test('P7: a preset counts from the day it is opened, and goes before days', () => {
    expect(presets.quarter!.from(new Date(2026, 7, 31))).toBe('2026-07-01');
    expect(presets.quarter!.from(new Date(2026, 0, 1))).toBe('2026-01-01');
    expect(presets['7-days']!.from(new Date(2026, 0, 3))).toBe('2025-12-28');
    const filter = filterOf('acme', { time: 'today', from: '2001-01-01', to: '2001-01-01' });
    expect(filter.from).toBe(filterOf('acme', { from: dayOf(0) }).from);
    expect(filter.to).toBeUndefined();
    expect(filterOf('acme', { time: 'constructor' }).from).toBeUndefined();
});

test('P7: days in the wrong order are noticed', () => {
    expect(isBackwards({ from: '2026-11-02', to: '2026-11-01' })).toBe(true);
    expect(isBackwards({ from: '2026-11-01', to: '2026-11-01' })).toBe(false);
    expect(isBackwards({ from: '2026-11-01' })).toBe(false);
});
