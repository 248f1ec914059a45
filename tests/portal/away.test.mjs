import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from './lib/inspect.mjs';
import { dataflow, smallPlatform } from './lib/platform.mjs';
import { base, becomesReady, drawerOf, promoteButton, usePortal, version } from './lib/portal.mjs';

/* A server that is away, a portal that was exchanged meanwhile, a session that ends: each is said as it is, and what was there comes back by itself. */

const portal = usePortal({
    platform: () => {
        const small = smallPlatform();
        small.dataflows.push(dataflow('drawer', 'In the drawer', ['approved']), dataflow('typed', 'While typing', ['approved']));
        return small;
    },
    proxy: {},
});

for (const size of ['desktop', 'phone'])
    test(`a page that was not opened before says that the server is away, and opens when it is back, ${size}`, async () => {
        const page = await portal.open('/organizations/acme-dev/dataflows', { size });
        await page.getByText('Welcome mail').waitFor();
        await portal.host.goAway();
        if (size === 'phone') await page.getByRole('button', { name: 'Menu' }).click();
        await page.getByRole('link', { name: 'Org Mapping' }).click();
        await page.getByText('The server cannot be reached').waitFor();
        await page.getByText('This page opens by itself as soon as the server answers again.').waitFor();
        assert.equal(await page.getByText(/error of its own|dynamically/).count(), 0);
        await inspect(page, 'page-server-away', size);
        await portal.host.comeBack();
        await page.getByRole('heading', { name: 'Organization Mapping Management' }).waitFor();
        assert.match(page.url(), /organizations\/acme-dev\/mappings$/);
        await page.context().close();
    });

test('the drawer that was not opened before opens when the server is back, with what the address says', async () => {
    const page = await portal.open(version('drawer', 1));
    await page.getByRole('heading', { name: 'In the drawer v1' }).waitFor();
    await portal.host.goAway();
    await page.getByRole('link', { name: 'Promote dataflow', exact: true }).click();
    await page.getByText('This page opens by itself').waitFor();
    await portal.host.comeBack();
    await drawerOf(page).getByRole('combobox', { name: 'Target Organization' }).waitFor();
    await page.context().close();
});

test('lists that could not be loaded load by themselves when the server is back, and what was typed stays', async () => {
    const page = await portal.open('/organizations/acme-dev/mappings/related?dialog=add');
    const dialog = page.getByRole('dialog', { name: 'Add Related Organization' });
    await dialog.getByLabel('Relation Type').selectOption('Sibling');
    await dialog.getByRole('combobox', { name: 'Target Organization' }).waitFor();
    await portal.host.goAway();
    await dialog.getByRole('combobox', { name: 'Target Organization' }).fill('Lab');
    await page.getByText('The list could not be loaded.').waitFor();
    await portal.host.comeBack();
    await page.getByRole('option', { name: /Acme Lab/ }).waitFor();
    assert.equal(await dialog.getByLabel('Relation Type').inputValue(), 'sibling');
    assert.equal(await dialog.getByRole('combobox', { name: 'Target Organization' }).inputValue(), 'Lab');
    await page.context().close();
});

test('the portal itself opens when the server comes back', async () => {
    const page = await portal.open('/nonsense');
    await page.getByText('There is no page at this address').waitFor();
    let isAway = true;
    portal.proxy.says = ({ path }) => (isAway && path.endsWith('/me') ? 502 : undefined);
    await page.goto(`${portal.proxy.url}${base}/organizations/acme-dev/dataflows`);
    await page.getByText('The server gave no answer').waitFor();
    await inspect(page, 'portal-server-away');
    isAway = false;
    await page.getByText('Welcome mail').waitFor();
    portal.proxy.says = () => undefined;
    await page.context().close();
});

test('without a network a page says so at once, and comes back with it', async () => {
    const page = await portal.open('/organizations/acme-dev/dataflows');
    await page.getByText('Welcome mail').waitFor();
    await page.getByRole('link', { name: 'History', exact: true }).click();
    await page.getByText('Nothing was promoted yet').waitFor();
    await page.context().setOffline(true);
    await page.getByRole('navigation', { name: 'Status' }).getByRole('link', { name: 'Refused' }).click();
    await page.getByText('The server cannot be reached.').first().waitFor();
    await page.context().setOffline(false);
    await page.getByText('No promotion matches').waitFor();
    await page.context().close();
});

test('a session that ends in the drawer: the log-in says it in words for people, and afterwards nothing of it is left', async () => {
    const page = await portal.open(version('typed', 1, '/promote?target=acme-uat&application=crm'));
    await becomesReady(page);
    await page.context().clearCookies();
    await promoteButton(page).click();
    const login = page.getByRole('dialog', { name: 'Your session has ended' });
    await login.getByLabel('Access token').waitFor();
    assert.equal(await page.getByText(/header Authorization/).count(), 0);
    assert.equal(await page.locator('.refusal').count(), 0);
    await inspect(page, 'session-ended-in-drawer');
    await inspect(page, 'session-ended-in-drawer', 'phone');
    await login.getByLabel('Access token').fill('ana-token-0123456789');
    await page.keyboard.press('Enter');
    await login.waitFor({ state: 'hidden' });
    await becomesReady(page);
    assert.equal(await page.locator('.refusal, .note-error, [data-state=failed]').count(), 0);
    assert.equal(await drawerOf(page).getByRole('combobox', { name: 'Target Application' }).inputValue(), 'CRM');
    await promoteButton(page).click();
    await page.getByRole('heading', { name: 'Promoted to Acme UAT' }).waitFor();
    await page.context().close();
});

test('an open tab meets a new version: it says so, and the page opens in that', async () => {
    const page = await portal.open('/organizations/acme-dev/dataflows?search=mail');
    await page.getByText('Welcome mail').waitFor();
    portal.proxy.isExchanged = true;
    // Held, so that the words can be read before the page goes.
    let release;
    const held = new Promise((resolve) => (release = resolve));
    await page.route('**/assets/index-*~.js', async (route) => {
        await held;
        await route.continue();
    });
    await page.getByRole('link', { name: 'History', exact: true }).click();
    await page.getByText('There is a new version of Neo Promote').waitFor();
    await inspect(page, 'new-version');
    release();
    await page.getByText('Nothing was promoted yet').or(page.locator('[data-kind=promotions] .table-row')).first().waitFor();
    assert.match(page.url(), /acme-dev\/history$/);
    assert.equal(await page.evaluate(() => document.querySelector('script[type=module]').src.includes('~')), true);
    portal.proxy.isExchanged = false;
    await page.context().close();
});

test('code that the server does not give, though it answers, is told as that, and not asked for without end', async () => {
    const page = await portal.open('/organizations/acme-dev/dataflows');
    await page.getByText('Welcome mail').waitFor();
    let loads = 0;
    page.on('framenavigated', () => loads++);
    portal.proxy.says = ({ path }) => (/assets\/map-page.*js$/.test(path) ? 403 : undefined);
    await page.getByRole('link', { name: 'Organization map' }).click();
    await page.getByText('A part of this page could not be loaded').waitFor();
    await inspect(page, 'page-not-given');
    assert.ok(loads <= 2, `${loads} loads`);
    portal.proxy.says = () => undefined;
    await page.getByRole('button', { name: 'Load it now' }).click();
    await page.getByRole('heading', { name: 'Organization map' }).waitFor();
    await page.context().close();
});

test('nothing was reported as broken', () => assert.deepEqual(portal.complaints, []));
