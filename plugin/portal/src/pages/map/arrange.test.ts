import { expect, test } from 'vitest';
import type { OrganizationMap } from '../../api/types';
import { arrange, arrowOf, nodeHeight_px } from './arrange';

const organization = (id: string, type: OrganizationMap['organizations'][number]['type']) => ({ id, name: id, neo_enabled: true, type });
const mapping = (source: string, target: string) => ({
    source,
    target,
    relation: 'default' as const,
    promotable: true,
    reason: null,
    warnings: [],
});

test('the pipeline runs from left to right, and no two organizations stand in one place', () => {
    const { organizations } = arrange({
        organizations: [
            organization('prod', 'prod'),
            organization('dev1', 'dev'),
            organization('dev2', 'dev'),
            organization('uat', 'uat'),
            organization('new', null),
        ],
        mappings: [mapping('dev2', 'uat')],
    });
    const x = (id: string) => organizations.find((one) => one.organization.id === id)!.x;
    expect(x('dev1')).toBe(x('dev2'));
    expect(x('dev1')).toBeLessThan(x('uat'));
    expect(x('uat')).toBeLessThan(x('prod'));
    expect(x('prod')).toBeLessThan(x('new'));
    expect(new Set(organizations.map((one) => `${one.x} ${one.y}`)).size).toBe(organizations.length);
});

test('an arrow that skips a column passes between its organizations', () => {
    const skipping = mapping('dev', 'prod');
    const { organizations, bends } = arrange({
        organizations: [organization('dev', 'dev'), organization('sit', 'sit'), organization('uat', 'uat'), organization('prod', 'prod')],
        mappings: [skipping, mapping('dev', 'sit'), mapping('dev', 'uat'), mapping('sit', 'prod')],
    });
    const passing = bends.get(arrowOf(skipping))!;
    const between = organizations.filter((one) => one.column === 1);
    expect(passing).toHaveLength(2);
    for (const point of passing) for (const { y } of between) expect(point.y <= y || point.y >= y + nodeHeight_px).toBe(true);
    expect(bends.get(arrowOf(mapping('dev', 'sit')))).toEqual([]);
});
