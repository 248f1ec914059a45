import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settled } from './lib/browser.mjs';
import { api } from './lib/host.mjs';
import { inspect } from './lib/inspect.mjs';
import { connect, smallPlatform } from './lib/platform.mjs';
import { base, becomesReady, drawerOf, pick, promoteButton, shows, usePortal, version } from './lib/portal.mjs';

/* What each permission is enough for, what a page says of what it hides, and why something is off. */

function platform() {
    const small = smallPlatform();
    const user = (id, grants) => ({
        id,
        name: id,
        token: `${id}-token-0123456789`,
        grants: Object.entries(grants).map(([organization, permissions]) => ({ organization, permissions })),
    });
    small.users.push(
        user('pro', { 'acme-dev': ['neo.promote'], 'acme-uat': ['neo.promote'] }),
        user('one', { 'acme-dev': ['neo.promote'], 'acme-uat': ['neo.view'] }),
        user('tom', { 'acme-uat': ['neo.view'] }),
    );
    return small;
}

const promotion = (dataflow, number, target, application) => ({
    source: { organization: 'acme-dev', dataflow, version: number },
    target: { organization: target, application },
});

const portal = usePortal({
    platform,
    prepare: async (host) => {
        await connect(host);
        await host.call('ana-token-0123456789', 'POST', `${api}/promotions`, promotion('welcome', 1, 'acme-uat', 'crm'));
        await assert.rejects(
            host.call('ana-token-0123456789', 'POST', `${api}/promotions`, promotion('audit', 1, 'acme-sit', 'crm')),
            /422/,
        );
        await assert.rejects(
            host.call('ana-token-0123456789', 'POST', `${api}/promotions`, promotion('shared', 1, 'acme-uat', 'crm')),
            /422/,
        );
    },
});

const rows = (page) => page.locator('[data-kind=promotions] .table-row');
const needsView = (page, text) => page.locator('.needs-view', { hasText: text }).first().waitFor();
/** What the blocks and tags of the versions hold. */
const contents = /Choose the language|Customer signed up|X-Team|onboarding/;
const assertNoContents = async (page) => assert.doesNotMatch(await page.locator('body').innerText(), contents);
const nothing = /^$/;
/** What a screen reader says of a control besides its name. */
const descriptionOf = (control) =>
    control.evaluate((one) => document.getElementById(one.getAttribute('aria-describedby') ?? '')?.textContent ?? '');

test('A6: with the permission to promote alone the whole job is done, from the list of organizations to the history', async () => {
    const page = await portal.open('/', { as: 'pro' });
    await page.getByText('Acme UAT').waitFor();
    assert.equal(await page.locator('[data-kind=organizations] .table-row').count(), 2);
    await page.getByRole('link', { name: 'Acme Dev', exact: true }).click();
    await page.getByRole('searchbox', { name: 'Search dataflows' }).fill('orders');
    await page.getByRole('link', { name: /^Orders/ }).click();
    await page.getByRole('heading', { name: 'Orders' }).waitFor();
    await page.locator('.version-list li', { hasText: 'Version 1' }).getByText('/orders').waitFor();
    await page.getByText('You have not promoted it yet').waitFor();
    await settled(page);
    await inspect(page, 'promoter-dataflow');
    await page.getByRole('link', { name: 'Version 1', exact: true }).click();
    await page.getByRole('heading', { name: 'Orders v1' }).waitFor();
    await needsView(page, 'Blocks, connections and tags are not shown. You need the Neo view permission in Acme Dev.');
    await page.locator('.facts').getByText('CRM').waitFor();
    await inspect(page, 'promoter-version');

    await page.getByRole('link', { name: 'Promote dataflow', exact: true }).click();
    await pick(drawerOf(page), 'Target Organization', 'Acme UAT');
    await pick(drawerOf(page), 'Target Application', 'Shop');
    await becomesReady(page);
    await needsView(page, 'What differs from the content there now is not shown. You need the Neo view permission in Acme Dev.');
    await inspect(page, 'promoter-ready');
    await assertNoContents(page);
    await promoteButton(page).click();
    await page.getByRole('heading', { name: 'Promoted to Acme UAT' }).waitFor();
    await drawerOf(page).getByText('application Shop').waitFor();
    await drawerOf(page).getByRole('link', { name: 'Draft version 2' }).waitFor();
    await drawerOf(page).getByRole('link', { name: 'Approved version 1' }).click();
    await page.waitForURL(/organizations\/acme-uat\/dataflows/);
    await needsView(page, 'You need the Neo view permission in Acme UAT.');

    await page.goto(`${base}/organizations/acme-dev/history`);
    await needsView(page, 'These are your own attempts; those of others are not shown.');
    await rows(page).first().waitFor();
    assert.equal(await rows(page).count(), 1);
    await shows(rows(page).first(), /Succeeded.*Orders v1.*Acme Dev.*Acme UAT.*Shop.*pro/s);
    assert.equal(await page.getByLabel('Who').count(), 0);
    await settled(page);
    await inspect(page, 'promoter-history');
    await rows(page).getByRole('link', { name: /v1/ }).click();
    await page.getByText('Approved version 1 and draft version 2 were created.').waitFor();
    await assertNoContents(page);
});

test('A6, U4: of a newer version the difference needs the permission to view both, and promoting it none of these', async () => {
    const page = await portal.open(version('welcome', 2, '/promote?target=acme-uat'), { as: 'pro' });
    await becomesReady(page);
    await needsView(page, 'You need the Neo view permission in Acme Dev and Acme UAT.');
    assert.equal(await drawerOf(page).getByRole('combobox', { name: 'Target Application' }).inputValue(), 'CRM');
    await assertNoContents(page);
    await promoteButton(page).click();
    await page.getByRole('heading', { name: 'Promoted to Acme UAT' }).waitFor();
});

test('A6: the mapping page shows a promoter where he may go, and says what the record of changes needs', async () => {
    const page = await portal.open('/organizations/acme-dev/mappings/related', { as: 'pro' });
    await page.locator('.mapping', { hasText: 'Acme UAT' }).getByText('Can be promoted to').waitFor();
    await needsView(page, 'Changes are not shown. You need the Neo view permission in Acme Dev.');
    await settled(page);
    await inspect(page, 'promoter-mappings');
});

test('A2, A7: targets without the permission to promote are listed after the others, off, each with its reason', async () => {
    const page = await portal.open(version('returns', 1, '/promote'), { as: 'pro' });
    await drawerOf(page).getByRole('button', { name: 'Show choices of Target Organization' }).click();
    await page.getByRole('option').first().waitFor();
    assert.deepEqual(await page.getByRole('option').allInnerTexts(), [
        'Acme UAT\nUAT',
        'acme-sit\nYou need the Neo Promote permission in acme-sit.',
    ]);
    const off = page.getByRole('option', { name: 'acme-sit' });
    assert.equal(await off.isDisabled(), true);
    assert.equal(await off.getAttribute('title'), 'You need the Neo Promote permission in acme-sit.');
    await inspect(page, 'promoter-targets');
    await off.click({ force: true });
    assert.match(await drawerOf(page).getByRole('combobox', { name: 'Target Organization' }).inputValue(), nothing);

    const other = await portal.open(version('returns', 1, '/promote?target=acme-uat&application=crm'), { as: 'one' });
    await drawerOf(other).locator('[data-code=promote_permission_missing]').waitFor();
    const button = promoteButton(other);
    assert.equal(await button.isDisabled(), true);
    assert.equal(await button.getAttribute('title'), 'You need the Neo Promote permission in Acme UAT.');
    assert.equal(await descriptionOf(button), 'You need the Neo Promote permission in Acme UAT.');
    await drawerOf(other).getByText('You need the Neo Promote permission in Acme UAT.').waitFor();
    assert.equal(await drawerOf(other).getByRole('combobox', { name: 'Target Application' }).count(), 0);
    await inspect(other, 'target-denied');
});

test('A1, A5: who may only view sees everything, and finds each way to promote off, with the reason', async () => {
    const reason = 'You need the Neo Promote permission in Acme Dev.';
    const page = await portal.open(version('welcome', 1), { as: 'vic' });
    await page.getByText('Choose the language').waitFor();
    const button = page.getByRole('button', { name: 'Promote dataflow (promoted before)', exact: true });
    assert.equal(await button.isDisabled(), true);
    assert.equal(await button.getAttribute('title'), reason);
    assert.equal(await descriptionOf(button), reason);
    assert.equal(await page.locator('.page-actions').getByText(reason).isVisible(), true);
    const icon = page.getByRole('button', { name: 'Promote dataflow, version 2' });
    assert.equal(await icon.isDisabled(), true);
    assert.equal(await descriptionOf(icon), reason);
    assert.equal(await page.getByRole('link', { name: /^Promote dataflow/ }).count(), 0);
    await settled(page);
    await inspect(page, 'viewer-version');
    const dataflow = await portal.open('/organizations/acme-dev/dataflows/welcome', { as: 'vic' });
    await dataflow.locator('.version-list').waitFor();
    const icons = await dataflow.locator('.version-list .promote').all();
    assert.deepEqual(await Promise.all(icons.map((one) => one.isDisabled())), [true, true]);
    assert.equal(await dataflow.getByText(reason).first().isVisible(), true);
    await settled(dataflow);
    await inspect(dataflow, 'viewer-dataflow');

    await page.goto(base + version('orders', 1, '/promote'));
    await drawerOf(page).getByText(reason).waitFor();
    assert.equal(await promoteButton(page).isDisabled(), true);
    assert.equal(await promoteButton(page).getAttribute('title'), reason);
    await inspect(page, 'viewer-drawer');
});

test('A1, A2: on a phone the reasons have their room too', async () => {
    const page = await portal.open(version('welcome', 1), { as: 'vic', size: 'phone' });
    await page.locator('.page-actions').getByText('You need the Neo Promote permission in Acme Dev.').waitFor();
    await settled(page);
    await inspect(page, 'viewer-version', 'phone');
    await page.goto(base + version('welcome', 1, '/promote?target=acme-uat'));
    await drawerOf(page).locator('[data-code=promote_permission_missing]').first().waitFor();
    await inspect(page, 'viewer-drawer', 'phone');
    const promoter = await portal.open('/organizations/acme-uat/history', { as: 'tom', size: 'phone' });
    await rows(promoter).first().waitFor();
    await inspect(promoter, 'hidden-source-history', 'phone');
});

test('A7: a mapping to an organization that may not be seen shows its id, and nothing of it', async () => {
    const page = await portal.open('/organizations/acme-dev/mappings/related', { as: 'vic' });
    const mapping = page.locator('.mapping', { hasText: 'acme-uat' });
    await mapping.getByText('You may not see this organization, nor whether it can be promoted to.').waitFor();
    assert.equal(await mapping.locator('.badge').count(), 0);
    assert.doesNotMatch(await page.locator('main').innerText(), /Acme UAT/);
    await settled(page);
    await inspect(page, 'hidden-target-mappings');
    await page.goto(`${base}/organizations/acme-dev/map`);
    await page.getByText('Mapped to no organization that you may see.').waitFor();
});

test('A7, H1: an attempt shows of a target that may not be seen its id, and that something there stood in the way', async () => {
    const page = await portal.open('/organizations/acme-dev/history?status=refused', { as: 'vic' });
    const row = rows(page).filter({ hasText: 'Audit trail' });
    await row.getByText('Something in organization acme-sit stands in the way (no custom application).').waitFor();
    await settled(page);
    await inspect(page, 'hidden-target-history');
    await row.getByRole('link', { name: /v1/ }).click();
    await page.locator('.failures [data-code=no_custom_application]').getByText('Who may see that organization is told what.').waitFor();
    const target = page.locator('.sides section', { hasText: 'Target' });
    assert.match(await target.innerText(), /acme-sit\s+You may not see this organization\s+Application\s+Not shown/);
    await inspect(page, 'hidden-target-promotion');
    await page.goto(`${base}/organizations/acme-dev/history?status=succeeded`);
    await rows(page).filter({ hasText: 'Welcome mail' }).getByRole('link', { name: /v1/ }).click();
    await page.getByText('An approved version and a draft version were created. Nothing went live.').waitFor();
    assert.doesNotMatch(await page.locator('main').innerText(), /Acme UAT|CRM/);
});

test('A7, H1: an attempt shows of a source that may not be seen its id, and no dataflow', async () => {
    const page = await portal.open('/organizations/acme-uat/history', { as: 'tom' });
    const refused = rows(page).filter({ hasText: 'Refused' });
    await refused.getByText('Something in organization acme-dev stands in the way (library blocks present).').waitFor();
    assert.match(await refused.innerText(), /A dataflow that is not shown\s+acme-dev/);
    await settled(page);
    await inspect(page, 'hidden-source-history');
    await refused.getByRole('link', { name: /A dataflow that is not shown/ }).click();
    await page.getByRole('heading', { name: 'A dataflow that is not shown' }).waitFor();
    assert.doesNotMatch(await page.locator('main').innerText(), /shared|Acme Dev|Uses a shared block/i);
    await inspect(page, 'hidden-source-promotion');
});

test('nothing was reported as broken', () => assert.deepEqual(portal.complaints, []));
