import assert from 'node:assert/strict';
import { test } from 'node:test';
import { api } from './lib/host.mjs';
import { inspect } from './lib/inspect.mjs';
import { becomesReady, drawerOf, pick, promoteButton, usePortal, version } from './lib/portal.mjs';

const portal = usePortal();

/** Version 1 of the dataflow is in the target, by whichever test came first. */
async function isPromoted(dataflow) {
    const { items } = await portal.host.call('ana-token-0123456789', 'GET', `${api}/promotions?status=succeeded&dataflow=${dataflow}`);
    if (items.some((one) => one.source.version === 1 && one.target.organization === 'acme-uat')) return;
    await portal.host.call('ana-token-0123456789', 'POST', `${api}/promotions`, {
        source: { organization: 'acme-dev', dataflow, version: 1 },
        target: { organization: 'acme-uat', application: 'shop' },
    });
}

test('P4, E1, E2: the promote icon stands on approved and live versions only', async () => {
    const page = await portal.open('/organizations/acme-dev/dataflows/welcome');
    await page.getByRole('link', { name: 'Version 3' }).waitFor();
    const icons = await page.locator('.version-list .promote').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
    assert.deepEqual(icons, ['Promote dataflow, version 2', 'Promote dataflow, version 1']);
    await page.getByRole('link', { name: 'Version 3' }).click();
    await page.getByRole('heading', { name: 'Welcome mail v3' }).waitFor();
    assert.equal(await page.getByRole('link', { name: 'Promote dataflow', exact: true }).count(), 0);
    const other = await portal.open(version('points', 1));
    await other.getByRole('heading', { name: 'Points balance v1' }).waitFor();
    assert.equal(await other.getByRole('link', { name: /Promote dataflow/ }).count(), 0);
});

test('P5, T3, E5: only organizations that are mapped, of a type that may follow and in the same cluster are targets', async () => {
    const page = await portal.open(version('welcome', 1));
    await page.getByRole('link', { name: 'Promote dataflow', exact: true }).click();
    await drawerOf(page).getByRole('button', { name: 'Show choices of Target Organization' }).click();
    await page.getByRole('option').first().waitFor();
    const targets = await page.getByRole('option').allTextContents();
    assert.deepEqual(targets.map((one) => one.replace(/(UAT|SIT)$/, '')).sort(), ['Acme SIT', 'Acme UAT']);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await drawerOf(page).waitFor({ state: 'hidden' });
    await page.goForward();
    await drawerOf(page).waitFor();
    await page.goBack();
    await drawerOf(page).waitFor({ state: 'hidden' });
});

test('T4: a target without a custom application says what to do, and promotes nothing', async () => {
    const page = await portal.open(version('welcome', 1, '/promote?target=acme-sit'));
    await drawerOf(page).locator('.note-warning').waitFor();
    assert.equal(await drawerOf(page).getByRole('combobox', { name: 'Target Application' }).isDisabled(), true);
    assert.equal(await promoteButton(page).isDisabled(), true);
});

test('V2, E5: every failed check is shown at once, each with what to do', async () => {
    const page = await portal.open(version('shared', 1, '/promote?target=acme-far&application=crm'));
    await drawerOf(page).locator('[data-code=library_blocks_present]').waitFor();
    const codes = await drawerOf(page)
        .locator('.failures li')
        .evaluateAll((all) => all.map((one) => one.dataset.code));
    assert.deepEqual(codes.sort(), ['different_cluster', 'library_blocks_present']);
    assert.equal(await drawerOf(page).locator('.failures .remedy:not(:empty)').count(), 2);
    await drawerOf(page).locator('[data-code=library_blocks_present]').getByText('Send the mail').waitFor();
    assert.equal(await promoteButton(page).isDisabled(), true);
});

test('P5, P6, T6, U1: promotes to a chosen application, names what was created, and turns the icon yellow', async () => {
    const page = await portal.open(version('welcome', 1));
    assert.equal(await page.locator('.promote-text').getAttribute('data-promoted'), null);
    await page.getByRole('link', { name: 'Promote dataflow', exact: true }).click();
    await pick(drawerOf(page), 'Target Organization', 'Acme UAT');
    await pick(drawerOf(page), 'Target Application', 'Shop');
    await becomesReady(page);
    await drawerOf(page).getByText('Nothing goes live').waitFor();
    await drawerOf(page).getByText('The tags (mail, onboarding) stay behind.').waitFor();
    await promoteButton(page).click();
    await page.getByRole('heading', { name: 'Promoted to Acme UAT' }).waitFor();
    await drawerOf(page).getByRole('link', { name: 'Approved version 1' }).waitFor();
    await drawerOf(page).getByRole('link', { name: 'Draft version 2' }).waitFor();
    await inspect(page, 'promote-succeeded');
    await drawerOf(page).getByRole('button', { name: 'Done' }).click();
    const icon = page.locator('.promote-text[data-promoted]');
    await icon.waitFor();
    assert.equal(await icon.evaluate((one) => getComputedStyle(one).backgroundColor), 'rgb(255, 210, 63)');
    await page.locator('.promoted-to', { hasText: 'Acme UAT' }).waitFor();
});

test('P6, H3, C1, C2: the promotion stands in the history of the dataflow, and both versions in the target', async () => {
    await isPromoted('welcome');
    const page = await portal.open('/organizations/acme-dev/dataflows/welcome');
    const row = page.locator('[data-kind=promotions] .table-row', { hasText: 'Acme UAT' });
    await row.getByText('Succeeded').waitFor();
    await row.getByText('(ana)').waitFor();
    await row.getByRole('link').click();
    await page.getByRole('link', { name: 'Version 1' }).last().click();
    await page.getByRole('heading', { name: /v1$/ }).waitFor();
    assert.match(page.url(), /organizations\/acme-uat\/dataflows/);
    await page.locator('.page-title').getByText('Approved').waitFor();
    const list = await portal.open('/organizations/acme-dev/dataflows');
    await list.locator('.table-row', { hasText: 'Welcome mail' }).getByText('Promoted').waitFor();
});

test('U2: the same version a second time is refused in place, with a link to the first', async () => {
    await isPromoted('welcome');
    const page = await portal.open(version('welcome', 1, '/promote?target=acme-uat'));
    await drawerOf(page).locator('[data-code=already_promoted]').waitFor();
    await drawerOf(page).getByRole('link', { name: 'See that promotion' }).click();
    await page.getByRole('heading', { name: 'Welcome mail v1' }).waitFor();
});

test('T5, U4: a newer version goes where its trigger lives; the application is locked; changes are shown side by side', async () => {
    await isPromoted('welcome');
    const page = await portal.open(version('welcome', 2, '/promote?target=acme-uat'));
    const field = drawerOf(page).getByRole('combobox', { name: 'Target Application' });
    await becomesReady(page);
    assert.equal(await field.isDisabled(), true);
    assert.equal(await field.inputValue(), 'Shop');
    await drawerOf(page).getByText('1 block changed.').waitFor();
    await drawerOf(page).locator('.change[data-kind=changed] summary').click();
    const different = await drawerOf(page).locator('tr[data-kind=different] td').allTextContents();
    assert.deepEqual(
        different.map((one) => one.trim()),
        ['"retries": 1', '"retries": 2'],
    );
    await promoteButton(page).click();
    await page.getByRole('heading', { name: 'Promoted to Acme UAT' }).waitFor();
    await drawerOf(page).getByText('where its trigger already lived').waitFor();
});

test('a target that changes between preflight and click is told in place, and what was chosen stays', async () => {
    const page = await portal.open(version('orders', 1, '/promote?target=acme-uat&application=crm'));
    await becomesReady(page);
    await portal.host.call('ana-token-0123456789', 'DELETE', `${api}/organizations/acme-dev/mappings/acme-uat`);
    await promoteButton(page).click();
    await drawerOf(page).locator('.refusal [data-code=mapping_missing]').waitFor();
    await inspect(page, 'promote-refused');
    assert.equal(await drawerOf(page).getByRole('combobox', { name: 'Target Organization' }).inputValue(), 'Acme UAT');
    await portal.host.call('ana-token-0123456789', 'POST', `${api}/organizations/acme-dev/mappings`, {
        target: 'acme-uat',
        relation: 'default',
    });
    await drawerOf(page).getByRole('button', { name: 'Check again' }).click();
    await becomesReady(page);
    await promoteButton(page).click();
    await page.getByRole('heading', { name: 'Promoted to Acme UAT' }).waitFor();
});

test('a version that somebody else promoted meanwhile is told in place', async () => {
    const page = await portal.open(version('returns', 1, '/promote?target=acme-uat&application=crm'));
    await becomesReady(page);
    await portal.host.call('ana-token-0123456789', 'POST', `${api}/promotions`, {
        source: { organization: 'acme-dev', dataflow: 'returns', version: 1 },
        target: { organization: 'acme-uat', application: 'shop' },
    });
    await promoteButton(page).click();
    await drawerOf(page).locator('.refusal [data-code=already_promoted]').waitFor();
});

test('A1, A2, A3: whoever may not promote is told that alone', async () => {
    const page = await portal.open(version('audit', 1, '/promote?target=acme-uat'), { as: 'pam' });
    await drawerOf(page)
        .getByText(/permission|not found|no such|unknown/i)
        .first()
        .waitFor();
    assert.equal(await promoteButton(page).isDisabled(), true);
    const codes = await drawerOf(page)
        .locator('.failures li')
        .evaluateAll((all) => all.map((one) => one.dataset.code));
    assert.deepEqual(codes, ['promote_permission_missing']);
});

test('nothing was reported as broken', () => assert.deepEqual(portal.complaints, []));
