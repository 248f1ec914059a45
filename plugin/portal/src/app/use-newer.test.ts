import { expect, test } from 'vitest';
import type { Promotion } from '../api/types';
import { at, nothingSaid } from '../testing/fake-data';
import { broughtUpToDate } from './use-newer';

const attempt = (id: string, minutesAgo: number, status: Promotion['status'] = 'succeeded'): Promotion => ({
    id,
    key: '0'.repeat(64),
    status,
    source: { organization: 'acme-dev', dataflow: 'welcome', version: 1 },
    dataflow_name: 'Welcome mail',
    target: { organization: 'acme-uat', application: 'crm', dataflow: null, approved_version: null, draft_version: null },
    routed: false,
    trigger: null,
    actor: 'ana',
    actor_name: 'Ana',
    requested_at: at(minutesAgo),
    finished_at: null,
    failures: [],
    ...nothingSaid,
});
const timeOf = ({ requested_at }: Promotion) => requested_at;
const ids = (rows: Promotion[]) => rows.map(({ id }) => id);

test('P7: rows become what they are by now, newer ones wait', () => {
    const rows = [attempt('b', 2, 'in_progress'), attempt('a', 3)];
    const seen = broughtUpToDate(rows, false, { items: [attempt('c', 1), attempt('b', 2), attempt('a', 3)], next_cursor: null }, timeOf);
    expect(seen.rows.map(({ id, status }) => `${id} ${status}`)).toEqual(['b succeeded', 'a succeeded']);
    expect(seen).toMatchObject({ newer: 1, isMore: false });
});

test('P7: what the filter does not match any more goes, what lies beyond the newest page stays', () => {
    const rows = [attempt('b', 2), attempt('a', 3)];
    expect(ids(broughtUpToDate(rows, false, { items: [attempt('a', 3)], next_cursor: null }, timeOf).rows)).toEqual(['a']);
    expect(ids(broughtUpToDate(rows, false, { items: [attempt('c', 1)], next_cursor: 'more' }, timeOf).rows)).toEqual(['b', 'a']);
});

test('P7: rows that follow the last one are not newer ones; a page of nothing but newer ones may be followed by more', () => {
    const rows = [attempt('b', 2)];
    expect(broughtUpToDate(rows, true, { items: [attempt('b', 2), attempt('a', 3)], next_cursor: 'more' }, timeOf).newer).toBe(0);
    expect(broughtUpToDate(rows, true, { items: [attempt('d', 0), attempt('c', 1)], next_cursor: 'more' }, timeOf)).toMatchObject({
        newer: 2,
        isMore: true,
    });
});
