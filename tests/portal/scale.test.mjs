import assert from 'node:assert/strict';
import { test } from 'node:test';
import { api } from './lib/host.mjs';
import { photograph, settled } from './lib/browser.mjs';
import { largePlatform } from './lib/platform.mjs';
import { usePortal } from './lib/portal.mjs';

const id = (number) => `org-${String(number).padStart(3, '0')}`;

const portal = usePortal({
    platform: largePlatform,
    prepare: async (host) => {
        const types = ['dev', 'sit', 'uat', 'prod'];
        for (let number = 0; number < 500; number++)
            await host.call('ana-token-0123456789', 'PUT', `${api}/organizations/${id(number)}/registration`, { type: types[number % 4] });
        for (let number = 0; number < 480; number++)
            await host.call('ana-token-0123456789', 'POST', `${api}/organizations/${id(number)}/mappings`, {
                target: id(number + 2),
                relation: 'default',
            });
    },
});
const firstLoadLimit_bytes = 250_000;
const fewRows = 80;

test('the first load is under 250 KB as it is sent', async () => {
    const page = await portal.open('/');
    await settled(page); // what still arrives for this page is none of the next one's
    const session = await page.context().newCDPSession(page);
    let sent = 0;
    await session.send('Network.enable');
    await session.send('Network.setCacheDisabled', { cacheDisabled: true });
    const portalFiles = new Set();
    session.on(
        'Network.responseReceived',
        ({ requestId, response }) => response.url.includes('/extensions/neo/ui/') && portalFiles.add(requestId),
    );
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => portalFiles.has(requestId) && (sent += encodedDataLength));
    await page.goto('/extensions/neo/ui/organizations/org-000/dataflows');
    await page.getByText('Dataflow 0000').waitFor();
    await settled(page);
    console.log(`first load: ${sent} bytes in ${portalFiles.size} files`);
    assert.ok(sent > 50_000, 'the files were counted');
    assert.ok(sent < firstLoadLimit_bytes, `${sent} bytes`);
});

test('going back leads to where a list was scrolled to', async () => {
    const page = await portal.open('/organizations/org-000/dataflows');
    await page.getByText('Dataflow 0000').waitFor();
    await page.evaluate(() => window.scrollTo(0, 3000));
    const row = page.getByRole('link', { name: /^Dataflow 00[45]\d$/ }).first();
    await row.waitFor();
    const top = await page.evaluate(() => window.scrollY);
    assert.ok(top > 2000, `${top}`);
    // As the browser does it: clicking by the test scrolls on its own.
    await row.evaluate((link) => link.click());
    await page.getByRole('heading', { name: 'Versions' }).waitFor();
    assert.equal(await page.evaluate(() => window.scrollY), 0);
    await page.goBack();
    await page.waitForFunction((wanted) => Math.abs(window.scrollY - wanted) < 2, top);
});

test('5,000 dataflows scroll to the end with only a few rows in the document', async () => {
    const page = await portal.open('/organizations/org-000/dataflows');
    await page.getByText('Dataflow 0000').waitFor();
    await photograph(page, 'dataflows-5000');
    const last = page.getByText('Dataflow 4999');
    while (!(await last.isVisible())) {
        assert.ok((await page.locator('.table-row').count()) < fewRows);
        const height = await page.evaluate(() => {
            window.scrollTo(0, document.documentElement.scrollHeight);
            return document.documentElement.scrollHeight;
        });
        // The next page makes the list longer; the last one shows its end.
        await page.waitForFunction(
            (height) => document.documentElement.scrollHeight > height || document.body.innerText.includes('Dataflow 4999'),
            height,
        );
    }
    assert.ok((await page.locator('.table-row').count()) < fewRows);
});

test('one of 5,000 dataflows is found by name, application and state', async () => {
    const page = await portal.open('/organizations/org-000/dataflows');
    await page.getByPlaceholder('Search by name or id').fill('4321');
    await page.getByRole('link', { name: /Dataflow 4321/ }).waitFor();
    assert.equal(await page.locator('.table-row').count(), 1);
    await page.getByLabel('Application').selectOption('Shop');
    await page.getByText('No dataflow matches').waitFor();
    await page.getByLabel('Application').selectOption('CRM');
    await page.getByLabel('State').selectOption('Draft');
    await page.getByRole('link', { name: /Dataflow 4321/ }).waitFor();
    await page.getByLabel('State').selectOption('Live');
    await page.getByText('No dataflow matches').waitFor();
    assert.match(page.url(), /search=4321&application=crm&state=live/);
});

test('one of 500 organizations is found in the selector and in the dialog of relations', async () => {
    const page = await portal.open('/organizations/org-000/mappings/related?dialog=add');
    const dialog = page.getByRole('dialog', { name: 'Add Related Organization' });
    await dialog.getByRole('combobox', { name: 'Target Organization' }).fill('Organization 487');
    await page.getByRole('option', { name: /Organization 487/ }).click();
    assert.equal(await dialog.getByRole('combobox', { name: 'Target Organization' }).inputValue(), 'Organization 487');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('combobox', { name: /^Organization: / }).click();
    await page.getByPlaceholder('Find an organization').fill('499');
    await page.getByRole('option', { name: /Organization 499/ }).click();
    await page.waitForURL(/org-499/);
});

test('the map finds one of 500 organizations, and shows what is around it', async () => {
    const page = await portal.open('/organizations/org-000/map');
    await page.getByRole('heading', { name: 'Organization 000' }).waitFor();
    await page.getByPlaceholder('Find an organization').last().fill('Organization 321');
    await page.getByRole('list', { name: 'Organizations found' }).getByRole('button', { name: 'Organization 321' }).click();
    await page.getByRole('heading', { name: 'Organization 321' }).waitFor();
    await page.getByRole('button', { name: /^Organization 321 to Organization 323, / }).waitFor();
    assert.ok((await page.locator('.neighbour').count()) < fewRows);
    await photograph(page, 'map-500');
});

test('nothing was reported as broken', () => assert.deepEqual(portal.complaints, []));
