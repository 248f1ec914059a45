import assert from 'node:assert/strict';
import { test } from 'node:test';
import { underWay, whileHeld } from './lib/hold.mjs';
import { api } from './lib/host.mjs';
import { inspect } from './lib/inspect.mjs';
import { connect, dataflow, organization, smallPlatform } from './lib/platform.mjs';
import { base, becomesReady, drawerOf, pick, promoteButton, usePortal, version } from './lib/portal.mjs';

/* Every reason against a promotion, as the real host and plugin give it, in the place where a person meets it. */

const withMiddleware = [
    { id: 'default', name: 'Default', kind: 'default' },
    { id: 'middleware', name: 'Middleware', kind: 'middleware' },
    { id: 'crm', name: 'CRM', kind: 'custom' },
    { id: 'shop', name: 'Shop', kind: 'custom' },
];

function platform() {
    const small = smallPlatform();
    Object.assign(
        small.organizations.find((one) => one.id === 'acme-uat'),
        { applications: withMiddleware },
    );
    small.organizations.push(organization('acme-bare', 'Acme Bare', { modules: [] }));
    small.users[0].grants.push({ organization: 'acme-bare', permissions: ['neo.view', 'neo.admin', 'neo.promote'] });
    small.users.push({
        id: 'ops',
        name: 'Ops',
        token: 'ops-token-0123456789',
        grants: [{ organization: '*', permissions: ['host.admin'] }],
    });
    small.dataflows.push(
        dataflow('loyal', 'Needs the loyalty module', ['approved'], { module: 'loyalty' }),
        ...['default', 'middleware'].flatMap((application) => [
            dataflow(`held-${application}`, `Held by ${application}`, ['approved']),
            dataflow(`held-${application}`, `Held by ${application}`, ['approved'], { organization: 'acme-uat', application }),
        ]),
        dataflow('race', 'Race to another application', ['approved']),
        dataflow('race-default', 'Race to the default application', ['approved']),
        dataflow('busy', 'Busy', ['approved']),
        dataflow('unlucky', 'Unlucky', ['approved']),
        dataflow('late', 'Too late', ['approved']),
    );
    return small;
}

const portal = usePortal({
    platform,
    prepare: async (host) => {
        await connect(host);
        await host.call('ana-token-0123456789', 'PUT', `${api}/organizations/acme-bare/registration`, { type: 'sit' });
        await host.call('ana-token-0123456789', 'POST', `${api}/organizations/acme-dev/mappings`, {
            target: 'acme-bare',
            relation: 'default',
        });
    },
});

const codesOf = (page) =>
    drawerOf(page)
        .locator('.failures li')
        .evaluateAll((all) => all.map((one) => one.dataset.code).sort());

for (const [what, path, codes] of [
    [
        'T7: a trigger that the Default application of the target holds',
        version('held-default', 1, '/promote?target=acme-uat&application=crm'),
        ['application_not_custom'],
    ],
    [
        'T7: a trigger that the Middleware application of the target holds',
        version('held-middleware', 1, '/promote?target=acme-uat&application=crm'),
        ['application_not_custom'],
    ],
    ['E6: a target without the module', version('loyal', 1, '/promote?target=acme-bare&application=crm'), ['module_access_missing']],
    ['O4: a target that the hierarchy forbids', version('orders', 1, '/promote?target=acme-prod&application=crm'), ['hierarchy_forbids']],
    [
        'E7: a target that is neither registered nor mapped',
        version('orders', 1, '/promote?target=acme-lab&application=crm'),
        ['mapping_missing', 'organization_not_registered'],
    ],
    [
        'E7: a target without Neo',
        version('orders', 1, '/promote?target=acme-old&application=crm'),
        ['mapping_missing', 'neo_not_enabled', 'organization_not_registered'],
    ],
    ['E2: a draft', version('welcome', 3, '/promote?target=acme-uat&application=crm'), ['version_not_promotable']],
])
    test(`${what} is told in place, each reason with what to do`, async () => {
        const page = await portal.open(path);
        await drawerOf(page).locator('.failures li').first().waitFor();
        assert.deepEqual(await codesOf(page), codes);
        assert.equal(await drawerOf(page).locator('.failures .remedy:not(:empty)').count(), codes.length);
        assert.equal(await promoteButton(page).isDisabled(), true);
        await inspect(page, `promote-${codes.at(-1)}`);
        await page.context().close();
    });

test('T1, T2: only custom applications can be chosen, by the list or by an address', async () => {
    const page = await portal.open(version('orders', 1, '/promote?target=acme-uat&application=middleware'));
    const field = drawerOf(page).getByRole('combobox', { name: 'Target Application' });
    await field.waitFor();
    assert.equal(await field.inputValue(), '');
    await drawerOf(page).getByText('Choose an application to finish the checks.').waitFor();
    assert.equal(await promoteButton(page).isDisabled(), true);
    await drawerOf(page).getByRole('button', { name: 'Show choices of Target Application' }).click();
    await page.getByRole('option').first().waitFor();
    assert.deepEqual(await page.getByRole('option').allTextContents(), ['CRM', 'Shop']);
});

/** The team of the target creates a dataflow with the trigger of one of Acme Dev. */
const takeTrigger = (name, application) =>
    portal.host.call('ana-token-0123456789', 'POST', '/api/v1/organizations/acme-uat/dataflows', {
        id: `${name}-of-uat`,
        name: `${name} of UAT`,
        application,
        trigger: { url: `/${name}`, method: 'POST' },
        blocks: [],
        connections: [],
    });

test('T5, R3: a trigger that appears in another application between checks and click is told, and then takes the promotion there', async () => {
    const page = await portal.open(version('race', 1, '/promote?target=acme-uat&application=crm'));
    await becomesReady(page);
    await takeTrigger('race', 'shop');
    await promoteButton(page).click();
    await drawerOf(page).locator('.refusal [data-code=plan_changed]').getByText('where it would go').waitFor();
    await drawerOf(page).getByText('The target organization has this trigger URL and method already').waitFor();
    await promoteButton(page).click();
    await page.getByRole('heading', { name: 'Promoted to Acme UAT' }).waitFor();
    await drawerOf(page).getByText('In Acme UAT, application shop, where its trigger already lived:').waitFor();
});

test('T7: a trigger that appears in the Default application between checks and click is told in place', async () => {
    const page = await portal.open(version('race-default', 1, '/promote?target=acme-uat&application=crm'));
    await becomesReady(page);
    await takeTrigger('race-default', 'default');
    await promoteButton(page).click();
    await drawerOf(page).locator('.refusal [data-code=application_not_custom]').waitFor();
    assert.equal(await promoteButton(page).isDisabled(), true);
});

test('U2: a promotion that is under way is told to whoever would begin it again, and ends well', async () => {
    const first = await portal.open(version('busy', 1, '/promote?target=acme-uat&application=crm'));
    await becomesReady(first);
    const second = await portal.open(version('busy', 1));
    await whileHeld(portal.host, async () => {
        await promoteButton(first).click();
        await underWay(portal.host, 'ana-token-0123456789');
        await second.goto(base + version('busy', 1, '/promote?target=acme-uat&application=crm'));
        await drawerOf(second).locator('[data-code=promotion_in_progress]').waitFor();
    });
    assert.deepEqual(await codesOf(second), ['promotion_in_progress']);
    await drawerOf(second).getByRole('link', { name: 'See that promotion' }).waitFor();
    await first.getByRole('heading', { name: 'Promoted to Acme UAT' }).waitFor();
});

const grant = (permissions) =>
    `UPDATE grants SET permissions = '${JSON.stringify(permissions)}' WHERE user_id = 'ana' AND organization = 'acme-uat';`;

test('U3, H1: a promotion that fails at the host is told, stands in the history as failed, and succeeds when tried again', async () => {
    const page = await portal.open(version('unlucky', 1, '/promote?target=acme-uat&application=crm'));
    await becomesReady(page);
    await whileHeld(portal.host, async () => {
        await promoteButton(page).click();
        await underWay(portal.host, 'ana-token-0123456789');
        return grant(['neo.view']);
    });
    await drawerOf(page).locator('.refusal [data-code=promote_permission_missing]').waitFor();
    await inspect(page, 'promote-failed');
    await portal.host.call('ops-token-0123456789', 'PUT', '/api/v1/users/ana/grants/acme-uat', {
        permissions: ['neo.view', 'neo.edit', 'neo.admin', 'neo.promote'],
    });

    await page.goto(base + '/organizations/acme-dev/history?status=failed');
    await page
        .locator('[data-kind=promotions] .table-row', { hasText: /unlucky/i })
        .getByRole('link', { name: /v1/ })
        .first()
        .click();
    await page.getByText('It was begun and did not happen.').waitFor();
    await inspect(page, 'promotion-failed');
    await page.getByRole('link', { name: 'Try again' }).click();
    await becomesReady(page);
    assert.equal(await drawerOf(page).getByRole('combobox', { name: 'Target Application' }).inputValue(), 'CRM');
    await promoteButton(page).click();
    await page.getByRole('heading', { name: 'Promoted to Acme UAT' }).waitFor();
});

test('H1: a target that changes while the host is asked is told in place, and the choice of another application is left', async () => {
    const page = await portal.open(version('late', 1, '/promote?target=acme-bare&application=crm'));
    await becomesReady(page);
    await whileHeld(portal.host, async () => {
        await promoteButton(page).click();
        await underWay(portal.host, 'ana-token-0123456789');
        return `DELETE FROM applications WHERE organization = 'acme-bare' AND id = 'crm';`;
    });
    await drawerOf(page).locator('.refusal [data-code=target_changed]').waitFor();
    await pick(drawerOf(page), 'Target Application', 'Shop');
    await becomesReady(page);
    await promoteButton(page).click();
    await page.getByRole('heading', { name: 'Promoted to Acme Bare' }).waitFor();
});

test('A4: a permission that was taken away meanwhile is told where the change was asked for', async () => {
    await portal.host.call('ana-token-0123456789', 'PUT', `${api}/organizations/acme-lab/registration`, { type: 'uat' });
    const current = await portal.open('/organizations/acme-dev/mappings');
    await current.getByLabel('Organization Type').selectOption('UAT');
    const related = await portal.open('/organizations/acme-dev/mappings/related?dialog=add');
    const dialog = related.getByRole('dialog', { name: 'Add Related Organization' });
    await pick(dialog, 'Target Organization', 'Acme Lab');
    await dialog.getByLabel('Relation Type').selectOption('Default');
    await portal.host.call('ops-token-0123456789', 'PUT', '/api/v1/users/ana/grants/acme-dev', {
        permissions: ['neo.view', 'neo.promote'],
    });
    await current.getByRole('button', { name: 'Change type' }).click();
    await current.getByRole('button', { name: 'Change to UAT' }).click();
    await current
        .getByRole('alert')
        .getByText(/admin permission/i)
        .waitFor();
    await inspect(current, 'mapping-current-forbidden');
    await current.getByRole('button', { name: 'Keep it' }).click();
    await current
        .getByRole('alert')
        .getByText(/admin permission/i)
        .waitFor();
    assert.equal(await current.getByLabel('Organization Type').inputValue(), 'uat', 'what was chosen stays');
    await dialog.getByRole('button', { name: 'Add Relation' }).click();
    await dialog
        .getByRole('alert')
        .getByText(/admin permission/i)
        .waitFor();
    assert.equal(await dialog.getByRole('combobox', { name: 'Target Organization' }).inputValue(), 'Acme Lab');
    await inspect(related, 'mapping-add-forbidden');
});

test('nothing was reported as broken', () => assert.deepEqual(portal.complaints, []));
