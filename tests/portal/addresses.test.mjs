import assert from 'node:assert/strict';
import { test } from 'node:test';
import { api } from './lib/host.mjs';
import { dataflow, organization, smallPlatform } from './lib/platform.mjs';
import { base, becomesReady, drawerOf, pick, pickFound, promoteButton, usePortal } from './lib/portal.mjs';

/* Ids and searches of any characters, which must survive the way through an address, and through a page that is loaded anew. */

const ids = ['pct%2Fx', 'a b', '100%25', 'a%20b', '+', '#', '?', 'a/b', 'é', '%', '&x=1', '"'];
const part = encodeURIComponent;
const nameOf = (id) => `Odd ${ids.indexOf(id)}.`;

function platform() {
    const small = smallPlatform();
    for (const id of ids) {
        const odd = organization(id, nameOf(id), { applications: [{ id, name: nameOf(id), kind: 'custom' }] });
        small.organizations.push(odd);
        small.users[0].grants.push({ organization: id, permissions: ['neo.view', 'neo.edit', 'neo.admin', 'neo.promote'] });
        const flow = dataflow(id, `Flow ${nameOf(id)}`, ['approved'], { organization: 'pct%2Fx', application: 'pct%2Fx' });
        flow.versions[0].trigger.url = `/${part(id)}`;
        flow.versions[0].blocks[1].id = id;
        flow.versions[0].connections = [];
        small.dataflows.push(flow);
    }
    return small;
}

const portal = usePortal({
    platform,
    prepare: async (host) => {
        for (const id of ids)
            await host.call('ana-token-0123456789', 'PUT', `${api}/organizations/${part(id)}/registration`, { type: 'dev' });
        for (const id of ids.slice(1))
            await host.call('ana-token-0123456789', 'POST', `${api}/organizations/${part(ids[0])}/mappings`, {
                target: id,
                relation: 'default',
            });
    },
});

const here = `/organizations/${part(ids[0])}`;
const versionOf = (id) => `${here}/dataflows/${part(id)}/versions/1`;

for (const id of ids.slice(1))
    test(`P5, P7: ${JSON.stringify(id)} as target, application, dataflow and block is what the address says, also loaded anew`, async () => {
        const page = await portal.open(`${versionOf(id)}?view=list`);
        await page
            .locator('.block-list')
            .getByRole('button', { name: /Choose the language/ })
            .click();
        await page.getByText('return customer.country').waitFor();
        await page.reload();
        await page.getByText('return customer.country').waitFor();
        await page.getByRole('link', { name: 'Promote dataflow', exact: true }).click();
        await pick(drawerOf(page), 'Target Organization', nameOf(id));
        await pick(drawerOf(page), 'Target Application', nameOf(id));
        await becomesReady(page);
        await page.reload();
        await becomesReady(page);
        assert.equal(new URL(page.url()).searchParams.get('target'), id);
        for (const name of ['Target Organization', 'Target Application'])
            assert.equal(await drawerOf(page).getByRole('combobox', { name }).inputValue(), nameOf(id));
        await promoteButton(page).click();
        await page.getByRole('heading', { name: `Promoted to ${nameOf(id)}` }).waitFor();
        await drawerOf(page).getByRole('button', { name: 'Done' }).click();
        await page.locator('.promoted-to', { hasText: nameOf(id) }).waitFor();
        await page.locator('[data-kind=promotions] .table-row').getByRole('link').first().click();
        await page.getByText('Nothing went live.').waitFor();

        await page.goto(`${portal.host.url}${base}${here}/history`);
        const filters = ['Other organization', 'Dataflow'];
        const filter = (name) => page.getByRole('combobox', { name, exact: true }).filter({ hasText: nameOf(id) });
        for (const name of filters) {
            await pickFound(page, name, nameOf(id));
            await filter(name).waitFor();
        }
        const row = page.locator('[data-kind=promotions] .table-row');
        await page.waitForFunction(() => document.querySelectorAll('[data-kind=promotions] .table-row').length === 1);
        await page.reload();
        await row.first().waitFor();
        assert.equal(await row.count(), 1);
        for (const name of filters) await filter(name).waitFor();
        await page.goto(`${portal.host.url}${base}${here}/map?focus=${part(id)}`);
        await page.getByRole('heading', { name: nameOf(id), exact: true }).waitFor();
        await page.context().close();
    });

test('P1: a search stays as it was typed, and finds what it says', async () => {
    const page = await portal.open('/');
    for (const id of ids) {
        const field = page.getByPlaceholder('Search by name or id').first();
        await field.fill(id);
        await page.waitForURL((url) => url.searchParams.get('search') === id);
        await page.locator('.table-row', { hasText: nameOf(id) }).waitFor();
        assert.equal(await field.inputValue(), id);
        await page.reload();
        await page.locator('.table-row', { hasText: nameOf(id) }).waitFor();
        assert.equal(await field.inputValue(), id);
    }
});

test('the menu and the selector lead to organizations of any id', async () => {
    const page = await portal.open('/');
    for (const id of ids) {
        await page.goto(`${portal.host.url}${base}/organizations/${part(id)}/mappings/related?dialog=add`);
        await page.getByRole('dialog').waitFor();
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'hidden' });
        await page.getByRole('link', { name: 'Org Mapping', exact: true }).click();
        await page.getByRole('heading', { name: `${nameOf(id)} is registered as Dev` }).waitFor();
        assert.equal(await page.getByRole('link', { name: 'Org Mapping', exact: true }).getAttribute('aria-current'), 'page');
    }
});

test('nothing was reported as broken', () => assert.deepEqual(portal.complaints, []));
