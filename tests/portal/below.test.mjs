import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { api } from './lib/host.mjs';
import { inspect } from './lib/inspect.mjs';
import { dataflow, organization, smallPlatform } from './lib/platform.mjs';
import { base, becomesReady, drawerOf, pick, promoteButton, usePortal } from './lib/portal.mjs';

/* The host below a path of a proxy, which takes the path away or keeps it: pages, files, calls, cookies, links and redirects stay below it. */

const prefix = '/some/path';
const id = 'a/b%2F c';
const inPath = encodeURIComponent(id);

function platform() {
    const small = smallPlatform();
    small.organizations.push(organization(id, 'Odd target'));
    small.users[0].grants.push({ organization: id, permissions: ['neo.view', 'neo.edit', 'neo.admin', 'neo.promote'] });
    small.dataflows.push(dataflow(id, 'Odd dataflow', ['approved', 'approved']));
    return small;
}

async function prepare(host) {
    const call = (...more) => host.call('ana-token-0123456789', ...more);
    await call('PUT', `${api}/organizations/acme-dev/registration`, { type: 'dev' });
    await call('PUT', `${api}/organizations/${inPath}/registration`, { type: 'uat' });
    await call('POST', `${api}/organizations/acme-dev/mappings`, { target: id, relation: 'default' });
}

const proxies = [
    ['a proxy that takes the path away, and no word of it in the configuration', { proxy: { prefix } }],
    ['a proxy that takes the path away, and public_url', { proxy: { prefix }, config: { public_url: `http://neo.example${prefix}/` } }],
    [
        'a proxy that keeps the path, and public_url',
        { proxy: { prefix, keeps: true }, config: { public_url: `http://neo.example${prefix}` } },
    ],
];

for (const [what, { proxy, config }] of proxies)
    describe(what, () => {
        const portal = usePortal({ platform, prepare, proxy, config });
        const at = () => portal.proxy.url;

        test('P1: every address that leads to the portal leads to it below the path', async () => {
            const page = await portal.open('/');
            const starts = ['/', '/extensions/neo', '/extensions/neo/', '/extensions/neo/ui', '/extensions/neo/ui/'];
            // That a proxy is asked for its path without the slash, only public_url can know.
            for (const start of proxy.keeps ? ['', ...starts] : starts) {
                await page.goto(at() + start);
                assert.equal(page.url(), `${at()}${base}/`, start);
                await page.getByRole('heading', { name: 'Organizations' }).waitFor();
            }
        });

        test('P1, P5, P6: from the log-in at a deep address to the history, nothing asks beside the path', async () => {
            const deep = `${base}/organizations/acme-dev/dataflows/${inPath}/versions/1`;
            const page = await portal.open(`${deep.slice(base.length)}/promote`, { as: null });
            await page.getByLabel('Access token').fill('ana-token-0123456789');
            await page.keyboard.press('Enter');
            await pick(drawerOf(page), 'Target Organization', 'Odd target');
            await pick(drawerOf(page), 'Target Application', 'CRM');
            await becomesReady(page);
            await page.reload();
            await becomesReady(page);
            if (proxy.keeps) await inspect(page, 'below-a-path');
            await promoteButton(page).click();
            await page.getByRole('heading', { name: 'Promoted to Odd target' }).waitFor();
            await drawerOf(page).getByRole('link', { name: 'Approved version 1' }).click();
            await page.getByRole('heading', { name: 'Odd dataflow v1' }).waitFor();
            assert.ok(page.url().startsWith(`${at()}${base}/organizations/${inPath}/dataflows/`), page.url());
            await page.getByRole('link', { name: 'History', exact: true }).click();
            await page.locator('[data-kind=promotions] .table-row').getByRole('link').first().click();
            await page.getByText('Nothing went live.').waitFor();
            await page.reload();
            await page.getByText('Nothing went live.').waitFor();
            await page.getByRole('link', { name: 'Organization map' }).click();
            await page.getByRole('region', { name: 'Promotes to' }).waitFor();
            const [cookie, ...others] = await page.context().cookies(at());
            assert.deepEqual(
                [cookie.name, cookie.path, cookie.httpOnly, cookie.sameSite, others.length],
                ['neo_session', config ? prefix : '/', true, 'Strict', 0],
            );
            await page.getByRole('button', { name: /^Account of/ }).click();
            await page.getByRole('button', { name: 'Log out' }).click();
            await page.getByLabel('Access token').waitFor();
            assert.deepEqual(await page.context().cookies(at()), []);
            assert.deepEqual(portal.proxy.strays, []);
        });

        test('where a promotion is found, as it is answered, is below the path', async () => {
            const url = `${at()}${api}/promotions`;
            const headers = { Authorization: 'Bearer ana-token-0123456789', 'Content-Type': 'application/json' };
            const body = JSON.stringify({
                source: { organization: 'acme-dev', dataflow: id, version: 2 },
                target: { organization: id, application: 'crm' },
            });
            const made = await fetch(url, { method: 'POST', headers, body });
            assert.equal(made.status, 201, await made.clone().text());
            const found = await fetch(new URL(made.headers.get('location'), url), { headers });
            assert.deepEqual(await found.json(), await made.json());
        });

        test('the policy is as strict as anywhere, and a missing file is no page', async () => {
            const index = await fetch(`${at()}${base}/organizations/${inPath}/dataflows`);
            assert.match(index.headers.get('content-security-policy'), /base-uri 'none'/);
            assert.doesNotMatch(index.headers.get('content-security-policy'), /unsafe/);
            for (const [, reference] of (await index.text()).matchAll(/(?:src|href)="([^"]+)"/g)) {
                const file = new URL(reference, index.url);
                assert.ok(file.href.startsWith(`${at()}${base}/assets/`), file.href);
                assert.equal((await fetch(file)).status, 200);
            }
            assert.equal((await fetch(`${at()}${base}/assets/none.js`)).status, 404);
        });

        test('nothing was reported as broken', () => assert.deepEqual(portal.complaints, []));
    });
