import { expect, test } from 'vitest';
import type { Organization, OrganizationType } from '../../api/types';
import { isFound } from '../../ui/words';
import { isOfType, lacks, rowsOf, sorted } from './rows';

const organization = (id: string, type: OrganizationType | null): Organization => ({
    id,
    name: `Acme ${id}`,
    cluster: 'eu',
    neo_enabled: id !== 'off',
    registration: type && { type, registered_at: '2026-11-01T00:00:00.000000Z', registered_by: 'ana', registered_by_name: 'Ana' },
});
const mapping = (source: string, target: string) => ({
    source,
    target,
    relation: 'default' as const,
    promotable: true,
    reason: null,
    warnings: [],
});

const organizations = [organization('uat', 'uat'), organization('dev', 'dev'), organization('off', null), organization('unseen', null)];
const rows = rowsOf(organizations, {
    organizations: ['uat', 'dev', 'off'].map((id) => ({ id, name: id, neo_enabled: true, type: null })),
    mappings: [mapping('dev', 'uat'), mapping('elsewhere', 'uat')],
});
const ids = (some: { id: string }[]) => some.map(({ id }) => id);

test('M1: relations are counted in both directions, and not at all where they may not be seen', () => {
    expect(rows.map(({ id, sources, targets }) => [id, sources, targets])).toEqual([
        ['uat', 2, 0],
        ['dev', 0, 1],
        ['off', 0, 0],
        ['unseen', undefined, undefined],
    ]);
});

test('O1, O2: organizations are found by what they are and what they lack', () => {
    expect(ids(rows.filter((one) => isOfType(one, 'none')))).toEqual(['off', 'unseen']);
    expect(ids(rows.filter(lacks.relation.isLacking))).toEqual(['off']);
    expect(ids(rows.filter(lacks.neo.isLacking))).toEqual(['off']);
    expect(ids(rows.filter((one) => isFound(one, ' UAT  acme')))).toEqual(['uat']);
});

test('a column orders them in both directions, those alike by name', () => {
    expect(ids(sorted(rows, 'type', false))).toEqual(['dev', 'uat', 'off', 'unseen']);
    expect(ids(sorted(rows, 'sources', true))).toEqual(['uat', 'dev', 'off', 'unseen']);
    expect(ids(sorted(rows, 'constructor', false))).toEqual(ids(rows));
});
