import { canPromote } from '../../api/hierarchy';
import type { Organization, OrganizationMap, OrganizationType, Relation } from '../../api/types';
import { organizationTypes, relationLabels, typeLabels } from '../../ui/chips';
import { consequenceLines, consequencesOf } from '../mappings/consequences';
import type { CsvLine } from './csv';

export type Action =
    { kind: 'register'; org: string; type: OrganizationType } | { kind: 'relate'; org: string; target: string; relation: Relation };

/** What becomes of a line: something is done, nothing has to be, or it cannot be. */
export type PlannedLine = {
    number: number;
    /** What it is about, in the words of the line. */
    about: string;
    says: string;
} & ({ state: 'will'; action: Action } | { state: 'nothing' | 'cannot' });

/** What a plan is made on. */
export type Facts = {
    organizations: Map<string, Organization>;
    map: OrganizationMap;
    /** By source and target. */
    relations: Map<string, Relation>;
    mayAdminister: (org: string) => boolean;
};

export const relationKey = (source: string, target: string) => JSON.stringify([source, target]);

type Verdict = { state: 'will'; says: string; action: Action } | { state: 'nothing' | 'cannot'; says: string };
const cannot = (says: string): Verdict => ({ state: 'cannot', says });

function registering([org = '', word = '']: string[], { organizations, map, mayAdminister }: Facts): Verdict {
    const type = organizationTypes.find((one) => one === word.toLowerCase());
    if (!type) return cannot(`Say its type behind the comma: ${organizationTypes.join(', ')}.`);
    const one = organizations.get(org);
    if (!one) return cannot('There is no organization of this id that you may see.');
    if (!mayAdminister(org)) return cannot('You need the Neo admin permission in it.');
    if (!one.neo_enabled) return cannot('Neo is not enabled on it: ask the administrator of your platform.');
    const before = one.registration?.type;
    if (before === type) return { state: 'nothing', says: `Is registered as ${typeLabels[type]} already.` };
    const action: Action = { kind: 'register', org, type };
    if (!before) return { state: 'will', says: `Will be registered as ${typeLabels[type]}.`, action };
    const changes = consequenceLines(consequencesOf(map, org, type)).map(({ text }) => text);
    const says = `Will change from ${typeLabels[before]} to ${typeLabels[type]}${changes.length > 0 ? `: ${changes.join(', ')}` : ''}.`;
    return { state: 'will', says, action };
}

function relating([org = '', target = '', word = '']: string[], { organizations, relations, mayAdminister }: Facts): Verdict {
    const relation = (word === '' ? 'default' : word.toLowerCase()) as Relation;
    if (!Object.hasOwn(relationLabels, relation)) return cannot('Say the relation behind the second comma: default or sibling.');
    const [from, to] = [organizations.get(org), organizations.get(target)];
    if (!from) return cannot('There is no source of this id that you may see.');
    if (!to) return cannot('There is no target of this id that you may see.');
    if (org === target) return cannot('An organization is not related to itself.');
    if (!mayAdminister(org)) return cannot('You need the Neo admin permission in the source.');
    if (!from.registration) return cannot('The source is not registered: register it first.');
    if (!to.neo_enabled) return cannot('Neo is not enabled on the target: ask the administrator of your platform.');
    if (!to.registration) return cannot('The target is not registered: register it first.');
    const before = relations.get(relationKey(org, target));
    if (before === relation) return { state: 'nothing', says: `Is related as ${relationLabels[relation]} already.` };
    if (before) return cannot(`Is related as ${relationLabels[before]}: change that on the Org Mapping page of the source.`);
    const [source, end] = [from.registration.type, to.registration.type];
    const notes = [
        !canPromote(source, end) && `nothing is promoted from ${typeLabels[source]} to ${typeLabels[end]}`,
        from.cluster !== to.cluster && 'nothing is promoted between clusters',
        relation === 'sibling' && source !== end && 'they are of different types',
    ].filter(Boolean);
    const says = `Will be related as ${relationLabels[relation]}${notes.length > 0 ? `, but ${notes.join(', and ')}` : ''}.`;
    return { state: 'will', says, action: { kind: 'relate', org, target, relation } };
}

export type SetUp = Action['kind'];

/** How lines of each kind are written, which is their heading too. */
export const forms: Record<SetUp, string[]> = { register: ['organization', 'type'], relate: ['source', 'target', 'relation'] };

/** What would become of each line as things are now. */
export function planOf(kind: SetUp, lines: CsvLine[], facts: Facts): PlannedLine[] {
    const first = new Map<string, number>();
    return lines.map(({ number, fields }) => {
        const subject = fields.slice(0, forms[kind].length - 1);
        const key = JSON.stringify(subject);
        const earlier = first.get(key);
        if (earlier === undefined) first.set(key, number);
        const verdict =
            fields.length > forms[kind].length
                ? cannot(`Too many fields: write ${forms[kind].join(',')}.`)
                : earlier !== undefined
                  ? cannot(`Stands in line ${earlier} already.`)
                  : kind === 'register'
                    ? registering(fields, facts)
                    : relating(fields, facts);
        return { number, about: subject.join(' → '), ...verdict };
    });
}
