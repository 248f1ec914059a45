import { expect, test } from 'vitest';
import type { OrganizationMap } from '../../api/types';
import { matrixOf, neighbourhoodOf } from './neighbourhood';

const organization = (id: string, type: OrganizationMap['organizations'][number]['type']) => ({ id, name: id, neo_enabled: true, type });
const mapping = (source: string, target: string, promotable = true) => ({
    source,
    target,
    relation: 'default' as const,
    promotable,
    reason: null,
    warnings: [],
});

const map: OrganizationMap = {
    organizations: [
        organization('uat', 'uat'),
        organization('prod2', 'prod'),
        organization('prod1', 'prod'),
        organization('dev', 'dev'),
        organization('new', null),
    ],
    mappings: [
        mapping('dev', 'uat'),
        mapping('uat', 'prod2'),
        mapping('uat', 'prod1'),
        mapping('uat', 'new', false),
        mapping('dev', 'new', false),
    ],
};

test('M1: the neighbourhood of an organization is what leads in and what leads out, by type and name', () => {
    const { sources, targets } = neighbourhoodOf(map, 'uat');
    expect(sources.groups.map(({ type, neighbours }) => [type, neighbours.map(({ organization }) => organization.id)])).toEqual([
        ['dev', ['dev']],
    ]);
    expect(targets.groups.map(({ type, neighbours }) => [type, neighbours.map(({ organization }) => organization.id)])).toEqual([
        ['prod', ['prod1', 'prod2']],
        [null, ['new']],
    ]);
    expect([targets.count, targets.barred]).toEqual([3, 1]);
});

test('M1: the whole is counted by the types of both ends', () => {
    const { sources, targets, cell } = matrixOf(map);
    expect([sources, targets]).toEqual([
        ['dev', 'uat'],
        ['uat', 'prod', null],
    ]);
    expect(cell('uat', 'prod')).toEqual({ count: 2, barred: 0 });
    expect(cell('dev', null)).toEqual({ count: 1, barred: 1 });
    expect(cell('dev', 'prod')).toBeUndefined();
});
