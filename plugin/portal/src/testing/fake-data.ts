import type { Dataflow, Mapping, MappingChange, Me, Organization, OrganizationType, Promotion, Version, VersionState } from '../api/types';

/* What the fake API starts with: a small platform with something of everything. */

export const at = (minutesAgo: number) => new Date(Date.UTC(2026, 10, 23, 12, 0) - minutesAgo * 60_000).toISOString().replace('Z', '000Z');

/* Of a promotion without a reason, a ticket or a plan. */
export const nothingSaid = {
    reason: null,
    ticket: null,
    accepted: [] as string[],
    standing: null,
    base: null,
    warnings: [],
    planned: false,
    content_hash: null,
};

const organization = (id: string, name: string, type: OrganizationType | null, neo_enabled = true): Organization => ({
    id,
    name,
    cluster: 'eu',
    neo_enabled,
    registration: type && { type, registered_at: at(50_000), registered_by: 'ana', registered_by_name: 'Ana' },
});

const versionOf = (dataflow: string, version: number, state: VersionState): Version => ({
    organization: 'acme-dev',
    dataflow,
    name: dataflow === 'welcome' ? 'Welcome mail' : dataflow,
    application: 'crm',
    global: false,
    module: 'loyalty',
    version,
    state,
    trigger: { url: `/${dataflow}`, method: 'POST' },
    tags: ['mail', 'onboarding'],
    blocks: [
        { id: 'b1', type: 'http_trigger', name: 'Customer signed up', config: { path: `/${dataflow}` } },
        { id: 'b2', type: 'script', name: 'Choose the language', config: { code: 'return customer.country === "DE" ? "de" : "en";' } },
        {
            id: 'b3',
            type: 'api_request',
            name: 'Send the mail',
            config: { timeout_ms: 3000, retries: version },
            headers: { 'X-Team': 'crm' },
        },
        { id: 'b4', type: 'response', name: 'Done', config: { status: 204 } },
    ],
    connections: [
        { from: 'b1', to: 'b2' },
        { from: 'b2', to: 'b3' },
        { from: 'b3', to: 'b4' },
    ],
    origin: null,
    promotions: [],
});

const dataflowOf = (id: string, name: string, states: VersionState[]): Dataflow => ({
    id,
    name,
    application: 'crm',
    global: id === 'audit',
    module: null,
    versions: states.map((state, index) => ({ version: index + 1, state, trigger: { url: `/${id}`, method: 'POST' }, promoted: false })),
    promoted: false,
});

export function startData() {
    const organizations = [
        organization('acme-dev', 'Acme Dev', 'dev'),
        organization('acme-sit', 'Acme SIT', 'sit'),
        organization('acme-uat', 'Acme UAT', 'uat'),
        organization('acme-prod', 'Acme Prod', 'prod'),
        organization('acme-lab', 'Acme Lab', null),
    ];
    const dataflows = [
        dataflowOf('welcome', 'Welcome mail', ['approved', 'live', 'draft']),
        dataflowOf('audit', 'Audit trail', ['approved', 'awaiting_approval']),
        dataflowOf('points', 'Points balance', ['rejected', 'draft']),
    ];
    return {
        me: {
            user: { id: 'ana', name: 'Ana' },
            host_admin: false,
            organizations: organizations.map(({ id, name }) => ({
                id,
                name,
                permissions: ['neo.view', 'neo.edit', 'neo.admin', 'neo.promote'],
            })),
        } as Me,
        organizations,
        applications: {
            'acme-dev': [
                { id: 'crm', name: 'Customer Care' },
                { id: 'shop', name: 'Shop' },
            ],
            'acme-uat': [
                { id: 'crm', name: 'CRM' },
                { id: 'shop', name: 'Shop' },
            ],
            'acme-sit': [],
        } as Record<string, { id: string; name: string }[]>,
        mappings: { 'acme-dev': [] } as Record<string, Mapping[]>,
        changes: [] as MappingChange[],
        dataflows,
        versions: dataflows.flatMap((one) => one.versions.map(({ version, state }) => versionOf(one.id, version, state))),
        promotions: [] as Promotion[],
        loggedIn: true,
    };
}

export type FakeData = ReturnType<typeof startData>;

/** Maps Acme Dev to where it can be promoted to. */
export function mapped(data: FakeData) {
    data.mappings['acme-dev'] = ['acme-uat', 'acme-sit'].map((target) => ({
        target,
        target_name: target === 'acme-uat' ? 'Acme UAT' : 'Acme SIT',
        target_type: target === 'acme-uat' ? 'uat' : 'sit',
        relation: 'default',
        promotable: true,
        reason: null,
        created_at: at(5),
        created_by: 'ana',
        created_by_name: 'Ana',
        warnings: [],
    }));
}
