import type {
    Dataflow,
    Mapping,
    MappingChange,
    Me,
    Organization,
    OrganizationType,
    Person,
    Promotion,
    RecallChange,
    Version,
    VersionState,
} from '../api/types';

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
    recalled: null,
});

const dataflowOf = (id: string, name: string, states: VersionState[]): Dataflow => ({
    id,
    name,
    application: 'crm',
    global: id === 'audit',
    module: null,
    versions: states.map((state, index) => ({
        version: index + 1,
        state,
        trigger: { url: `/${id}`, method: 'POST' },
        promoted: false,
        recalled: false,
    })),
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
        /** Of the organizations that the host tells it of. */
        people: {
            'acme-dev': [
                { user: 'ana', name: 'Ana', permissions: ['neo.view', 'neo.edit', 'neo.admin', 'neo.promote'] },
                { user: 'ben', name: 'Ben Okafor', permissions: ['neo.view', 'neo.promote'] },
                { user: 'vic', name: null, permissions: ['neo.view'] },
            ],
            'acme-uat': [
                { user: 'ana', name: 'Ana', permissions: ['neo.view', 'neo.edit', 'neo.admin', 'neo.promote'] },
                { user: 'ben', name: 'Ben Okafor', permissions: ['neo.view'] },
            ],
        } as Record<string, Person[]>,
        dataflows,
        /** What other organizations than Acme Dev have. */
        arrived: {} as Record<string, Dataflow[]>,
        versions: dataflows.flatMap((one) => one.versions.map(({ version, state }) => versionOf(one.id, version, state))),
        promotions: [] as Promotion[],
        /** What was recalled and taken back, newest first, by version. */
        recalls: {} as Record<string, RecallChange[]>,
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

/** What came of promotions from Acme Dev: its first version of a dataflow in UAT, the newest in SIT; another one in UAT. */
export function travelled(data: FakeData) {
    mapped(data);
    const promotion = (
        id: string,
        dataflow: string,
        version: number,
        target: string,
        approved_version: number,
        minutes: number,
    ): Promotion => ({
        id,
        key: '0'.repeat(64),
        status: 'succeeded',
        source: { organization: 'acme-dev', dataflow, version },
        dataflow_name: data.dataflows.find((one) => one.id === dataflow)!.name,
        target: { organization: target, application: 'crm', dataflow, approved_version, draft_version: approved_version + 1 },
        routed: false,
        trigger: { url: `/${dataflow}`, method: 'POST' },
        actor: 'ben',
        actor_name: 'Ben Okafor',
        requested_at: at(minutes),
        finished_at: at(minutes),
        failures: [],
        ...nothingSaid,
        content_hash: 'c0ffee'.padEnd(64, '0'),
    });
    data.promotions = [
        promotion('p3', 'audit', 1, 'acme-uat', 1, 10),
        promotion('p2', 'welcome', 2, 'acme-sit', 7, 90),
        promotion('p1', 'welcome', 1, 'acme-uat', 4, 4000),
    ];
    const { id, source, actor, actor_name, finished_at } = data.promotions[2]!;
    data.versions.push({
        ...versionOf('welcome', 4, 'approved'),
        organization: 'acme-uat',
        origin: { promotion: id, source, actor, actor_name, at: finished_at },
        promotions: [{ ...data.promotions[2]!, direction: 'in' }],
    });
    data.arrived['acme-uat'] = [dataflowOf('welcome', 'Welcome mail', ['draft', 'draft', 'rejected', 'approved'])];
    for (const one of data.versions)
        if (one.organization === 'acme-dev')
            one.promotions = data.promotions
                .filter(({ source: { dataflow, version } }) => dataflow === one.dataflow && version === one.version)
                .map((promotion) => ({ ...promotion, direction: 'out' }));
    for (const dataflow of data.dataflows)
        for (const version of dataflow.versions) {
            version.promoted = data.promotions.some(({ source }) => source.dataflow === dataflow.id && source.version === version.version);
            dataflow.promoted ||= version.promoted;
        }
}
