import assert from 'node:assert/strict';
import { test } from 'node:test';
import { photograph } from './lib/browser.mjs';
import { hostileName } from './lib/platform.mjs';
import { usePortal, version } from './lib/portal.mjs';

const portal = usePortal();

const pages = [
    ['organizations', '/'],
    ['dataflows', '/organizations/acme-dev/dataflows'],
    ['dataflow', '/organizations/acme-dev/dataflows/hostile'],
    ['version', version('hostile', 1, '?block=b2')],
    ['blocks', version('hostile', 1, '?view=list&block=b2')],
    ['promote', version('hostile', 1, '/promote?target=acme-uat&application=crm')],
    ['mappings', '/organizations/hostile/mappings'],
    ['map', '/organizations/hostile/map'],
];

for (const [name, path] of pages)
    test(`a hostile name is text, and nothing but text: ${name}`, async () => {
        const page = await portal.open(path);
        await page.getByText(hostileName.slice(0, 40)).first().waitFor();
        await page.waitForLoadState('networkidle');
        await photograph(page, `hostile-${name}`);
        assert.equal(await page.evaluate(() => window.__hostile), undefined);
        assert.equal(await page.locator('img, #root script').count(), 0);
    });

test('an address with hostile parts runs nothing', async () => {
    const page = await portal.open(`/organizations/${encodeURIComponent(hostileName)}/dataflows?search=${encodeURIComponent(hostileName)}`);
    await page.getByText('Not found').waitFor();
    assert.equal(await page.evaluate(() => window.__hostile), undefined);
});

test('nothing was reported as broken', () => assert.deepEqual(portal.complaints, []));
