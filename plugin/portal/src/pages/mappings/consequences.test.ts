import { expect, test } from 'vitest';
import type { OrganizationMap, OrganizationType } from '../../api/types';
import { consequenceLines, consequencesOf } from './consequences';

const organization = (id: string, type: OrganizationType | null, neo_enabled = true) => ({ id, name: id, neo_enabled, type });
const mapping = (source: string, target: string, promotable: boolean, more: Partial<OrganizationMap['mappings'][number]> = {}) => ({
    source,
    target,
    relation: 'default' as const,
    promotable,
    reason: null,
    warnings: [],
    ...more,
});

const map: OrganizationMap = {
    organizations: [
        organization('dev', 'dev'),
        organization('sit', 'sit'),
        organization('uat', 'uat'),
        organization('twin', 'uat'),
        organization('prod', 'prod'),
        organization('new', null),
        organization('off', 'prod', false),
    ],
    mappings: [
        mapping('dev', 'uat', true),
        mapping('sit', 'uat', false),
        mapping('new', 'uat', false),
        mapping('uat', 'prod', true),
        mapping('uat', 'off', false),
        mapping('uat', 'twin', true, { relation: 'sibling' }),
        mapping('dev', 'prod', false),
    ],
};

test('M7: a change of type from UAT to Prod ends what led on and what came from Dev, and lets SIT in', () => {
    expect(consequencesOf(map, 'uat', 'prod')).toEqual({
        stops: ['prod', 'twin'],
        begins: [],
        sourcesLost: ['dev'],
        sourcesWon: ['sit'],
        siblingsApart: ['twin'],
    });
});

test('M7: what Neo, a missing registration or another cluster bars, no type opens', () => {
    const far = {
        ...map,
        mappings: [mapping('uat', 'prod', false, { warnings: [{ code: 'different_cluster' }] }), ...map.mappings.slice(4)],
    };
    expect(consequencesOf(far, 'uat', 'sit')).toEqual({
        stops: ['twin'],
        begins: [],
        sourcesLost: [],
        sourcesWon: [],
        siblingsApart: ['twin'],
    });
});

test('M7: consequences are counted in words, and those that are none are not told', () => {
    const lines = consequenceLines({ stops: ['a', 'b'], begins: [], sourcesLost: ['c'], sourcesWon: [], siblingsApart: [] });
    expect(lines.map(({ text }) => text)).toEqual(['2 relations stop being promotable', '1 source may no longer promote here']);
});
