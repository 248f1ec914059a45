import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settled } from './lib/browser.mjs';
import { api } from './lib/host.mjs';
import { inspect } from './lib/inspect.mjs';
import { gets, reach } from './lib/keyboard.mjs';
import { connect } from './lib/platform.mjs';
import { base, drawerOf, usePortal, version } from './lib/portal.mjs';

/* What a promoter begins with: the home page, the organizations that are his, and what leads everywhere by its name. */

let promoted;

const portal = usePortal({
    prepare: async (host) => {
        const promote = (dataflow, number, target) =>
            host.call('ana-token-0123456789', 'POST', `${api}/promotions`, {
                source: { organization: 'acme-dev', dataflow, version: number },
                target: { organization: target, application: 'crm' },
            });
        await connect(host);
        promoted = await promote('welcome', 1, 'acme-uat');
        await promote('hostile', 1, 'acme-uat');
        await assert.rejects(promote('audit', 1, 'acme-sit'), /422/);
    },
});

const palette = (page) => page.getByRole('dialog', { name: 'Go to' });
const section = (page, name) => page.getByRole('region', { name });

/** A window of somebody who was in two organizations and starred one. */
async function atHome(more) {
    const page = await portal.open('/organizations/acme-uat/dataflows', more);
    await page.getByRole('heading', { name: 'Dataflows' }).waitFor();
    await page.goto(`${base}/organizations/acme-dev/dataflows`);
    await page.getByText('Welcome mail').first().waitFor();
    await page.goto(`${base}/`);
    await page.getByRole('button', { name: 'Star Acme Dev' }).click();
    await section(page, 'Behind in my organizations').getByRole('link', { name: 'Welcome mail', exact: true }).waitFor();
    await section(page, 'Recent promotions of mine').getByRole('listitem').nth(2).waitFor();
    return page;
}

test('W3, H1: home tells what is behind, what arrived and what one promoted, and each line leads to where one acts', async () => {
    const page = await atHome();
    await settled(page);
    await page.mouse.move(0, 0);
    await inspect(page, 'home');
    await page.getByLabel('Arrived in').selectOption('Acme UAT');
    await section(page, 'Arrived lately').getByRole('link', { name: 'Welcome mail v1' }).click();
    await page.waitForURL(/acme-uat\/dataflows\/.+\/versions\/1$/);
    await page.goBack();
    await section(page, 'Arrived lately').getByRole('link', { name: 'Welcome mail v1' }).waitFor();
    await page.getByRole('link', { name: 'Try again to promote Audit trail to Acme SIT' }).waitFor();
    await page.getByRole('link', { name: 'Promote v2 of Welcome mail' }).click();
    await drawerOf(page).waitFor();
    await page.keyboard.press('Escape');
    await drawerOf(page).waitFor({ state: 'hidden' });
    await page.goBack();
    await page.getByRole('heading', { name: 'Home' }).waitFor();
});

test('home has its place on a phone', async () => {
    const page = await atHome({ size: 'phone' });
    await settled(page);
    await inspect(page, 'home', 'phone');
});

test('the address that the portal opens with is that of all organizations until one was chosen', async () => {
    const page = await portal.open('/');
    await page.getByRole('heading', { name: 'Organizations' }).waitFor();
    await page.getByRole('link', { name: 'Acme Lab', exact: true }).click();
    await page.getByText('No dataflows yet').waitFor();
    await page.getByRole('link', { name: 'Neo Promote, home' }).click();
    await page.getByRole('heading', { name: 'Home' }).waitFor();
    await page.getByText('Nothing is behind.').waitFor();
    await settled(page);
    await inspect(page, 'home-little');
    await page.getByRole('link', { name: 'All organizations' }).click();
    await page.getByRole('heading', { name: 'Organizations' }).waitFor();
});

test('the selector has the own organizations first and keeps the page; a star outlives the log-out', async () => {
    const page = await portal.open('/organizations/acme-uat/mappings');
    await page.getByRole('button', { name: 'Star Acme UAT' }).click();
    await page.goto(`${base}/organizations/acme-dev/mappings`);
    await page.getByRole('combobox', { name: 'Organization: Acme Dev' }).click();
    await page.locator('.search-popup .option').nth(4).waitFor();
    assert.deepEqual((await page.locator('.search-popup .option-text').allTextContents()).slice(0, 2), ['Acme UAT', 'Acme Dev']);
    await inspect(page, 'organization-selector-own');
    await page.keyboard.type('UAT');
    // However fast: it chooses of what the server answers to this, not of what was listed before.
    await page.keyboard.press('Enter');
    await page.waitForURL(/acme-uat\/mappings$/);
    await page.keyboard.press('Control+k');
    await palette(page).waitFor();
    await page.keyboard.type('log out');
    await page.keyboard.press('Enter');
    await page.getByLabel('Access token').fill('ana-token-0123456789');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Star Acme UAT', pressed: true }).waitFor();
});

test('Ctrl+K leads to a version by its name and number, and to an attempt by its id, without the mouse', async () => {
    const page = await portal.open('/organizations/acme-dev/history');
    await page.locator('[data-kind=promotions] .table-row').first().waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('option', { name: /^Board/ }).waitFor();
    await settled(page);
    await inspect(page, 'palette');
    await page.keyboard.type('welcome v2');
    await page.getByRole('option', { name: /^Welcome mail v2/ }).waitFor();
    await settled(page);
    await inspect(page, 'palette-version');
    await page.keyboard.press('Enter');
    await page.waitForURL(/welcome\/versions\/2$/);
    await palette(page).waitFor({ state: 'hidden' });
    await page.keyboard.press('Control+k');
    await palette(page).waitFor();
    await page.keyboard.type(promoted.id);
    await page.getByRole('option', { name: /^Welcome mail v1/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`history/${promoted.id}$`));
});

test('the palette opens by its button, closes by Escape, and gives the focus back; over a drawer it does not open', async () => {
    const page = await portal.open(version('orders', 1));
    const button = page.getByRole('button', { name: 'Go to' });
    await reach(page, button);
    await page.keyboard.press('Enter');
    await palette(page).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    await palette(page).waitFor({ state: 'hidden' });
    await gets(page, button);
    await page.goto(base + version('orders', 1, '/promote'));
    await drawerOf(page).waitFor();
    await page.keyboard.press('Control+k');
    assert.equal(await palette(page).count(), 0);
});

test('the palette stands on a phone, and in the colours of whoever has his own', async () => {
    const phone = await portal.open('/organizations/acme-dev/dataflows', { size: 'phone' });
    await phone.getByRole('button', { name: 'Go to' }).click();
    await phone.getByRole('option', { name: /^Board/ }).waitFor();
    await settled(phone);
    await inspect(phone, 'palette', 'phone');
    const page = await portal.open(version('welcome', 1), { forcedColors: 'active' });
    await page.getByText('Choose the language').waitFor();
    await settled(page);
    await inspect(page, 'forced-colours-version');
    const background = (locator) => locator.evaluate((one) => getComputedStyle(one).backgroundColor);
    const menu = page.getByRole('navigation', { name: 'Main' });
    assert.notEqual(
        await background(menu.getByRole('link', { name: 'Dataflows' })),
        await background(menu.getByRole('link', { name: 'Board' })),
    );
    await page.keyboard.press('Control+k');
    await page.getByRole('option', { name: /^Board/ }).waitFor();
    await settled(page);
    await inspect(page, 'forced-colours-palette');
});

test('nothing was reported as broken', () => assert.deepEqual(portal.complaints, []));
