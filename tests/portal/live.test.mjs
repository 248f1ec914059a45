import assert from 'node:assert/strict';
import { test } from 'node:test';
import { api } from './lib/host.mjs';
import { inspect } from './lib/inspect.mjs';
import { connect, smallPlatform } from './lib/platform.mjs';
import { usePortal } from './lib/portal.mjs';

/* Pages follow what others do, without a reload. */

const ben = 'ben-token-0123456789';
const portal = usePortal({
    platform: () => {
        const platform = smallPlatform();
        const [ana] = platform.users;
        platform.users.push({ ...ana, id: 'ben', name: 'Ben Okafor', token: ben });
        return platform;
    },
    prepare: async (host) => {
        await connect(host);
        await promote(host, 'welcome');
    },
});

const promote = (host, dataflow) =>
    host.call(ben, 'POST', `${api}/promotions`, {
        source: { organization: 'acme-dev', dataflow, version: 1 },
        target: { organization: 'acme-uat', application: 'crm' },
    });

const rows = (page) => page.locator('[data-kind=promotions] .table-row');
const longerThanAPoll_ms = 25_000;

test('P7, H1: what another person promotes comes into an open history without a reload, and moves nothing before it is asked for', async () => {
    const page = await portal.open('/organizations/acme-dev/history');
    await rows(page).first().waitFor();
    await page.waitForLoadState('networkidle'); // what it asks for once has come
    const answers = [];
    page.on('response', (response) => response.url().includes(api) && answers.push(response.status()));
    // The list and its counts are asked for again by themselves.
    await Promise.all(
        ['/promotions?', '/promotions/counts?'].map((part) =>
            page.waitForResponse((response) => response.url().includes(part), { timeout: longerThanAPoll_ms }),
        ),
    );
    assert.deepEqual([...new Set(answers)], [304], 'nothing changed, and nothing was sent');

    const top = (await rows(page).first().boundingBox()).y;
    await promote(portal.host, 'audit');
    const newer = page.getByRole('button', { name: '1 newer promotion' });
    await newer.waitFor({ timeout: longerThanAPoll_ms });
    assert.equal(await rows(page).count(), 1);
    assert.equal((await rows(page).first().boundingBox()).y, top, 'the row stands where it stood');
    await inspect(page, 'history-newer');
    await newer.click();
    await rows(page).nth(1).waitFor();
    assert.match(await rows(page).first().textContent(), /Audit trail v1.*Ben Okafor/s);
    await newer.waitFor({ state: 'detached' });
});

for (const look of [{ name: 'desktop' }, { name: 'phone', size: 'phone', scheme: 'dark' }])
    test(`W2: what arrives in an organization of mine is told over the page, with a link to it (${look.name})`, async () => {
        const page = await portal.open('/organizations/acme-uat/dataflows', look);
        await page.getByText('Welcome mail').first().waitFor();
        await page.waitForLoadState('networkidle'); // it knows what had arrived before
        const dataflow = look.size === 'phone' ? 'returns' : 'orders';
        await promote(portal.host, dataflow);
        await page.evaluate(() => new Promise((later) => setTimeout(later, 1500)));
        await page.evaluate(() => window.dispatchEvent(new Event('focus')));
        const notice = page.locator('.notice');
        await notice.waitFor({ timeout: longerThanAPoll_ms });
        await inspect(page, `arrived-${look.name}`);
        await notice.getByRole('link', { name: 'Open it' }).click();
        await page.waitForURL(new RegExp(`acme-uat/dataflows/${dataflow}/versions/\\d+$`));
        await notice.waitFor({ state: 'detached' });
    });
