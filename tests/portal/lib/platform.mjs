import { api } from './host.mjs';

/* The platforms that the tests live in. */

export const hostileName = `<img src=x onerror="window.__hostile=1"><script>window.__hostile=1</script>"'&{{x}}`;

const allPermissions = ['neo.view', 'neo.edit', 'neo.admin', 'neo.promote'];

export const organization = (id, name, more = {}) => ({
    id,
    name,
    cluster: 'eu',
    neo_enabled: true,
    modules: ['loyalty'],
    applications: [
        { id: 'default', name: 'Default', kind: 'default' },
        { id: 'crm', name: 'CRM', kind: 'custom' },
        { id: 'shop', name: 'Shop', kind: 'custom' },
    ],
    ...more,
});

const content = (retries) => ({
    tags: ['mail', 'onboarding'],
    blocks: [
        { id: 'b1', type: 'http_trigger', name: 'Customer signed up', config: {} },
        { id: 'b2', type: 'script', name: 'Choose the language', config: { code: "return customer.country === 'DE' ? 'de' : 'en';" } },
        { id: 'b3', type: 'api_request', name: 'Send the mail', config: { timeout_ms: 3000, retries }, headers: { 'X-Team': 'crm' } },
        { id: 'b4', type: 'response', name: 'Done', config: { status: 204 } },
    ],
    connections: [
        { from: 'b1', to: 'b2' },
        { from: 'b2', to: 'b3' },
        { from: 'b3', to: 'b4' },
    ],
});

export const dataflow = (id, name, states, more = {}) => ({
    organization: 'acme-dev',
    id,
    name,
    application: 'crm',
    global: false,
    module: null,
    versions: states.map((state, index) => ({
        version: index + 1,
        state,
        trigger: { url: `/${id}`, method: 'POST' },
        ...content(index + 1),
    })),
    ...more,
});

/** A few organizations with something of everything. */
export function smallPlatform() {
    const organizations = [
        organization('acme-dev', 'Acme Dev'),
        organization('acme-uat', 'Acme UAT'),
        organization('acme-sit', 'Acme SIT', { applications: [{ id: 'default', name: 'Default', kind: 'default' }] }),
        organization('acme-prod', 'Acme Prod'),
        organization('acme-far', 'Acme Far away', { cluster: 'us', modules: [] }),
        organization('acme-lab', 'Acme Lab'),
        organization('acme-old', 'Acme Old', { neo_enabled: false }),
        organization('hostile', hostileName),
    ];
    const grants = (permissions) => organizations.map(({ id }) => ({ organization: id, permissions }));
    const hostile = dataflow('hostile', hostileName, ['approved', 'approved']);
    for (const one of hostile.versions) {
        one.tags = [hostileName];
        one.blocks[1].name = hostileName;
        one.blocks[1].config = { text: `${hostileName} ${one.version}` };
    }
    const library = dataflow('shared', 'Uses a shared block', ['approved']);
    library.versions[0].blocks[2].library = { id: 'common', version: 3, scope: 'global' };
    return {
        organizations,
        users: [
            { id: 'ana', name: 'Ana', token: 'ana-token-0123456789', grants: grants(allPermissions) },
            { id: 'vic', name: 'Vic', token: 'vic-token-0123456789', grants: [{ organization: 'acme-dev', permissions: ['neo.view'] }] },
            {
                id: 'pam',
                name: 'Pam',
                token: 'pam-token-0123456789',
                grants: [{ organization: 'acme-dev', permissions: ['neo.view', 'neo.promote'] }],
            },
        ],
        dataflows: [
            dataflow('welcome', 'Welcome mail', ['approved', 'live', 'draft']),
            dataflow('points', 'Points balance', ['rejected', 'awaiting_approval'], { application: 'shop' }),
            dataflow('audit', 'Audit trail', ['approved'], { global: true }),
            dataflow('orders', 'Orders', ['approved', 'approved']),
            dataflow('returns', 'Returns', ['approved']),
            library,
            hostile,
        ],
    };
}

/** What the tests of promotions begin with: types, and mappings from Acme Dev. */
export async function connect(host) {
    const types = { 'acme-dev': 'dev', 'acme-uat': 'uat', 'acme-sit': 'sit', 'acme-prod': 'prod', 'acme-far': 'uat' };
    for (const [org, type] of Object.entries(types))
        await host.call('ana-token-0123456789', 'PUT', `${api}/organizations/${org}/registration`, { type });
    for (const target of ['acme-uat', 'acme-sit', 'acme-prod', 'acme-far'])
        await host.call('ana-token-0123456789', 'POST', `${api}/organizations/acme-dev/mappings`, { target, relation: 'default' });
    await host.call('ana-token-0123456789', 'POST', `${api}/organizations/acme-uat/mappings`, { target: 'acme-prod', relation: 'default' });
}

/** 500 organizations, and 5,000 dataflows in the first. */
export function largePlatform() {
    const organizations = Array.from({ length: 500 }, (_, index) =>
        organization(`org-${String(index).padStart(3, '0')}`, `Organization ${String(index).padStart(3, '0')}`),
    );
    const dataflows = Array.from({ length: 5000 }, (_, index) => {
        const id = `flow-${String(index).padStart(4, '0')}`;
        return {
            ...dataflow(id, `Dataflow ${String(index).padStart(4, '0')}`, ['approved', 'draft']),
            organization: 'org-000',
            application: index % 2 ? 'crm' : 'shop',
        };
    });
    return {
        organizations,
        users: [
            {
                id: 'ana',
                name: 'Ana',
                token: 'ana-token-0123456789',
                grants: organizations.map(({ id }) => ({ organization: id, permissions: allPermissions })),
            },
        ],
        dataflows,
    };
}
