import { expect, test } from 'vitest';
import type { OrganizationMap } from '../../api/types';
import { arrange } from './arrange';

const organization = (id: string, type: OrganizationMap['organizations'][number]['type']) => ({ id, name: id, neo_enabled: true, type });

test('the pipeline runs from left to right, and no two organizations stand in one place', () => {
    const placed = arrange({
        organizations: [organization('prod', 'prod'), organization('dev1', 'dev'), organization('dev2', 'dev'), organization('uat', 'uat'), organization('new', null)],
        mappings: [{ source: 'dev2', target: 'uat', relation: 'default', promotable: true, reason: null }],
    });
    const x = (id: string) => placed.find((one) => one.organization.id === id)!.x;
    expect(x('dev1')).toBe(x('dev2'));
    expect(x('dev1')).toBeLessThan(x('uat'));
    expect(x('uat')).toBeLessThan(x('prod'));
    expect(x('prod')).toBeLessThan(x('new'));
    expect(new Set(placed.map((one) => `${one.x} ${one.y}`)).size).toBe(placed.length);
});
