import assert from 'node:assert/strict';
import { test } from 'node:test';
import { photograph, settled } from './lib/browser.mjs';
import { api } from './lib/host.mjs';
import { connect, hostileName } from './lib/platform.mjs';
import { becomesReady, drawerOf, promoteButton, usePortal, version } from './lib/portal.mjs';

/* The dataflow, a block, its value, a tag and an organization have the hostile name. */

let promotion;
const portal = usePortal({
    prepare: async (host) => {
        await connect(host);
        await host.call('ana-token-0123456789', 'PUT', `${api}/organizations/hostile/registration`, { type: 'uat' });
        await host.call('ana-token-0123456789', 'POST', `${api}/organizations/acme-dev/mappings`, {
            target: 'hostile',
            relation: 'default',
        });
        promotion = await host.call('ana-token-0123456789', 'POST', `${api}/promotions`, {
            source: { organization: 'acme-dev', dataflow: 'hostile', version: 1 },
            target: { organization: 'hostile', application: 'crm' },
        });
    },
});

const pages = [
    ['organizations', '/'],
    ['dataflows', '/organizations/acme-dev/dataflows'],
    ['dataflow', '/organizations/acme-dev/dataflows/hostile'],
    ['version', version('hostile', 1, '?block=b2')],
    ['blocks', version('hostile', 1, '?view=list&block=b2')],
    ['promote', version('hostile', 1, '/promote?target=acme-uat&application=crm')],
    ['promote-target', version('orders', 1, '/promote?target=hostile&application=crm')],
    ['mappings', '/organizations/hostile/mappings'],
    ['related', '/organizations/acme-dev/mappings/related', '.mapping'],
    ['changes', '/organizations/acme-dev/mappings/related', '.changes li'],
    ['history', '/organizations/acme-dev/history', '.table-row'],
    ['promotion', () => `/organizations/acme-dev/history/${promotion.id}`, '.facts'],
    ['map', '/organizations/hostile/map'],
];

const begin = hostileName.slice(0, 40);

/** The name is there as text, made no element, and ran nothing. */
async function isHarmless(page, name) {
    await settled(page);
    await photograph(page, `hostile-${name}`);
    assert.equal(await page.evaluate(() => window.__hostile), undefined);
    assert.equal(await page.locator('img, #root script').count(), 0);
}

for (const [name, path, place = 'body'] of pages)
    test(`a hostile name is text, and nothing but text: ${name}`, async () => {
        const page = await portal.open(typeof path === 'function' ? path() : path);
        await page
            .locator(place)
            .getByText(begin)
            .or(page.locator(place).filter({ hasText: begin }))
            .first()
            .waitFor();
        await isHarmless(page, name);
        await page.context().close();
    });

test('a hostile name is text, and nothing but text: side by side, and the outcome', async () => {
    const page = await portal.open(version('hostile', 2, '/promote?target=hostile'));
    await becomesReady(page);
    await drawerOf(page).locator('.change summary', { hasText: begin }).first().click();
    await drawerOf(page).locator('tr[data-kind=different]', { hasText: 'onerror' }).first().waitFor();
    await isHarmless(page, 'diff');
    await promoteButton(page).click();
    await page.getByRole('heading', { name: `Promoted to ${begin}` }).waitFor();
    await isHarmless(page, 'outcome');
});

test('an address with hostile parts runs nothing', async () => {
    const page = await portal.open(`/organizations/${encodeURIComponent(hostileName)}/dataflows?search=${encodeURIComponent(hostileName)}`);
    await page.getByText('Not found').waitFor();
    assert.equal(await page.evaluate(() => window.__hostile), undefined);
});

test('nothing was reported as broken', () => assert.deepEqual(portal.complaints, []));
