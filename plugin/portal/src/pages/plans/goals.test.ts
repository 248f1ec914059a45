import { expect, test } from 'vitest';
import type { Spread } from '../../api/types';
import { goalsOf } from './goals';
import { applicationOf } from './lines';

const about = { id: { org: 'dev', dataflow: 'mail', version: 3 }, name: 'Mail', application: { id: 'crm', name: 'Customer Care' } };

const target = (organization: string, type: 'uat' | 'sit' = 'uat') => ({ organization, name: null, type, relation: 'default' as const });

const place = (organization: string, source_version: number, standing: Spread['items'][number]['standing'], hops = 1) =>
    ({ organization, source_version, standing, hops }) as Spread['items'][number];

test('a cell becomes goals of its type: behind first, new ones last, and none for what has the version', () => {
    const targets = ['new', 'theirs', 'old', 'has'].map((one) => target(one));
    const places = [
        place('old', 1, 'behind'),
        place('has', 3, 'changed_there'),
        place('theirs', 2, 'diverged'),
        place('new', 3, 'current', 2),
    ];
    const { goals, current } = goalsOf(about, 'uat', [...targets, target('sit', 'sit')], places);
    expect(goals.map((one) => [one.target, one.place?.standing])).toEqual([
        ['old', 'behind'],
        ['theirs', 'diverged'],
        ['new', undefined],
    ]);
    expect(current).toBe(1);
});

test('an application as it is here is proposed, by its id or its name; a trigger that lives there decides, and so does the person', () => {
    const there = (items: { id: string; name: string }[]) => ({ items, locked_to: null });
    expect(applicationOf(there([{ id: 'crm', name: 'CRM' }]), about, undefined)).toBe('crm');
    expect(applicationOf(there([{ id: 'care', name: 'Customer Care' }]), about, undefined)).toBe('care');
    expect(applicationOf(there([{ id: 'shop', name: 'Shop' }]), about, undefined)).toBeUndefined();
    expect(
        applicationOf(
            there([
                { id: 'crm', name: 'CRM' },
                { id: 'shop', name: 'Shop' },
            ]),
            about,
            'shop',
        ),
    ).toBe('shop');
    expect(applicationOf(there([{ id: 'crm', name: 'CRM' }]), about, '')).toBeUndefined();
    expect(applicationOf({ ...there([]), locked_to: { application: 'shop', dataflow: 'mail', reason: '' } }, about, 'crm')).toBe('shop');
    expect(applicationOf(undefined, about, 'crm')).toBeUndefined();
});
