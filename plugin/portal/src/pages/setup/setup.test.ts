import { expect, test } from 'vitest';
import type { Organization, OrganizationType } from '../../api/types';
import { csvField, csvLines } from './csv';
import { linesOfPattern } from './pattern';
import { planOf, relationKey, type Facts } from './plan';

const organization = (id: string, type: OrganizationType | null, neo_enabled = true): Organization => ({
    id,
    name: id,
    cluster: 'eu',
    neo_enabled,
    registration: type && { type, registered_at: '', registered_by: 'ana', registered_by_name: null },
});
const organizations = [
    organization('a-dev', 'dev'),
    organization('a-uat', 'uat'),
    organization('b-dev', 'dev'),
    organization('b-uat', null),
    organization('old', null, false),
    organization('theirs', 'dev'),
];
const facts: Facts = {
    organizations: new Map(organizations.map((one) => [one.id, one])),
    map: {
        organizations: organizations.map(({ id, name, neo_enabled, registration }) => ({
            id,
            name,
            neo_enabled,
            type: registration?.type ?? null,
        })),
        mappings: [{ source: 'b-dev', target: 'a-uat', relation: 'default', promotable: true, reason: null, warnings: [] }],
    },
    relations: new Map([[relationKey('b-dev', 'a-uat'), 'default']]),
    mayAdminister: (org) => org !== 'theirs',
};
const says = (kind: 'register' | 'relate', text: string) =>
    planOf(kind, csvLines(text, kind === 'register' ? 'organization' : 'source'), facts).map(
        ({ number, state, says }) => `${number} ${state}: ${says}`,
    );

test('lines come from a file, a spreadsheet or the keyboard; what a field holds stays what it is', () => {
    expect(csvLines('\uFEFFOrganization,type\r\n\r\n"odd, ""id"""; dev\na\tuat', 'organization')).toEqual([
        { number: 3, fields: ['odd, "id"', 'dev'] },
        { number: 4, fields: ['a', 'uat'] },
    ]);
    for (const id of ['plain', 'odd, "id"', ' spaced ', 'semi;colon']) expect(csvLines(csvField(id), 'source')[0]!.fields[0]).toBe(id);
});

test('M5: a pattern with one placeholder makes a line for each organization that follows it', () => {
    expect(linesOfPattern(['a-dev', '-dev', 'a-uat', 'b-dev'], '*-dev', '*-uat', 'default')).toEqual([
        'a-dev,a-uat,default',
        'b-dev,b-uat,default',
    ]);
    expect(linesOfPattern(['a-dev'], 'a-dev', '*-uat', 'default')).toEqual([]);
    expect(linesOfPattern(['a-dev'], '*-*', '*-uat', 'default')).toEqual([]);
});

test('O1, O2, M7: each line of registrations says what will happen or why not', () => {
    expect(says('register', 'b-uat,UAT\na-dev,dev\na-uat,prod\nold,dev\nnone,dev\ntheirs,uat\na-dev,sit\nb-uat\nb-dev,dev,x')).toEqual([
        '1 will: Will be registered as UAT.',
        '2 nothing: Is registered as Dev already.',
        '3 will: Will change from UAT to Prod: 1 source may no longer promote here.',
        '4 cannot: Neo is not enabled on it: ask the administrator of your platform.',
        '5 cannot: There is no organization of this id that you may see.',
        '6 cannot: You need the Neo admin permission in it.',
        '7 cannot: Stands in line 2 already.',
        '8 cannot: Stands in line 1 already.',
        '9 cannot: Too many fields: write organization,type.',
    ]);
    expect(says('register', 'a-dev,live')).toEqual(['1 cannot: Say its type behind the comma: dev, sit, uat, automation, demo, prod.']);
});

test('M2, M3, M4, M6: each line of relations says what will happen or why not', () => {
    expect(
        says(
            'relate',
            'a-dev,a-uat\na-uat,a-dev,sibling\nb-dev,b-uat\nb-uat,a-uat\na-dev,old\na-dev,a-dev\nb-dev,a-uat,default\na-dev,a-uat,sibling\ntheirs,a-uat',
        ),
    ).toEqual([
        '1 will: Will be related as Default.',
        '2 will: Will be related as Sibling, but nothing is promoted from UAT to Dev, and they are of different types.',
        '3 cannot: The target is not registered: register it first.',
        '4 cannot: The source is not registered: register it first.',
        '5 cannot: Neo is not enabled on the target: ask the administrator of your platform.',
        '6 cannot: An organization is not related to itself.',
        '7 nothing: Is related as Default already.',
        '8 cannot: Stands in line 1 already.',
        '9 cannot: You need the Neo admin permission in the source.',
    ]);
});
