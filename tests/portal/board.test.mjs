import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settled } from './lib/browser.mjs';
import { api } from './lib/host.mjs';
import { inspect } from './lib/inspect.mjs';
import { connect, dataflow, organization, smallPlatform } from './lib/platform.mjs';
import { base, usePortal } from './lib/portal.mjs';
import { isPromoting } from './lib/proxy.mjs';

/* From the board to many organizations at once: what is chosen there becomes a list of plans, and one button carries them out. */

const ana = 'ana-token-0123456789';
const stages = Array.from({ length: 10 }, (_, index) => `stage-${index}`);

function platform() {
    const small = smallPlatform();
    for (const id of stages) {
        small.organizations.push(organization(id, `Stage ${id.slice(-1)}`));
        small.users[0].grants.push({ organization: id, permissions: ['neo.view', 'neo.edit', 'neo.admin', 'neo.promote'] });
        small.users[2].grants.push({ organization: id, permissions: ['neo.view'] });
    }
    small.dataflows.push(dataflow('wide', 'Goes wide', ['approved', 'approved']));
    return small;
}

const promote = (host, name, version, target) =>
    host.call(ana, 'POST', `${api}/promotions`, {
        source: { organization: 'acme-dev', dataflow: name, version },
        target: { organization: target, application: 'crm' },
    });

const portal = usePortal({
    platform,
    proxy: {},
    prepare: async (host) => {
        await connect(host);
        for (const target of stages) {
            await host.call(ana, 'PUT', `${api}/organizations/${target}/registration`, { type: 'sit' });
            await host.call(ana, 'POST', `${api}/organizations/acme-dev/mappings`, { target, relation: 'default' });
            await promote(host, 'wide', 1, target);
        }
        await promote(host, 'welcome', 1, 'acme-uat');
        await promote(host, 'audit', 1, 'acme-uat');
    },
});

const plans = (page) => page.locator('.plan');
const confirm = (page, count) => page.getByRole('button', { name: `Promote ${count} as planned` });
const historyOf = async (name) =>
    (await portal.host.call(ana, 'GET', `${api}/promotions?dataflow=${name}&limit=100`)).items.map(({ status }) => status);

test('W3, P5, P6: one version goes from the board to ten organizations in at most 14 clicks', async () => {
    const page = await portal.open('/organizations/acme-dev/board');
    let clicks = 0;
    const click = async (locator) => {
        await locator.click();
        clicks++;
    };
    await click(page.getByRole('checkbox', { name: 'Choose Goes wide, SIT' }));
    await page.getByText('1 cell chosen').waitFor();
    await page.mouse.move(0, 0);
    await settled(page);
    await inspect(page, 'board-chosen');
    await click(page.getByRole('link', { name: 'See the plans' }));
    await page.getByRole('heading', { name: 'Goes wide v2 to SIT' }).waitFor();
    await confirm(page, 10).waitFor();
    await settled(page);
    await inspect(page, 'plans');
    portal.proxy.asked.length = 0;
    await click(confirm(page, 10));
    await page.getByText('10 of 10 promoted. Nothing went live.').waitFor();
    assert.ok(clicks <= 14, `${clicks} clicks`);
    assert.equal(portal.proxy.asked.filter(isPromoting).length, 10);
    assert.deepEqual(await historyOf('wide'), Array(20).fill('succeeded'));
    await settled(page);
    await inspect(page, 'plans-promoted');
    await page.getByRole('link', { name: 'Back to the board' }).click();
    await page
        .getByRole('row', { name: /Goes wide/ })
        .getByRole('link', { name: '10: 10 up to date' })
        .waitFor();
});

test('cells are chosen by Space too, the address keeps them, and what is new somewhere is ticked by the person alone', async () => {
    const page = await portal.open('/organizations/acme-dev/board');
    await page.getByRole('link', { name: 'Goes wide' }).waitFor();
    await page.getByRole('link', { name: 'Welcome mail' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    await page.getByText('2 cells chosen').waitFor();
    await page.reload();
    await page.getByText('2 cells chosen').waitFor();
    assert.equal(await page.getByRole('gridcell', { selected: true }).count(), 2);
    await page.getByRole('link', { name: 'See the plans' }).click();
    // Into SIT it is new, and goes to what application the person says; in UAT it is behind, and its application is given.
    const stage = plans(page).filter({ hasText: 'Stage 3' });
    await stage.getByRole('checkbox').waitFor();
    const uat = plans(page).filter({ hasText: 'Acme UAT' });
    await confirm(page, 1).waitFor();
    assert.equal(await uat.getByRole('checkbox').isChecked(), true);
    assert.equal(await stage.getByRole('checkbox').isChecked(), false);
    await stage.getByRole('checkbox').check();
    await plans(page).filter({ hasText: 'Acme SIT' }).getByRole('checkbox').check();
    await page.getByText('1 of 3 ticked cannot be promoted as it stands, and is left out.').waitFor();
    await settled(page);
    await inspect(page, 'plans-some');
    assert.equal(await stage.getByLabel('Application in Stage 3').inputValue(), 'crm');
    await stage.getByLabel('Application in Stage 3').selectOption('Shop');
    await confirm(page, 2).click({ trial: true });
    await page.getByLabel('Ticket').fill('OPS-7');
    await confirm(page, 2).click();
    await page.getByText('2 of 2 promoted. Nothing went live.').waitFor();
    const { items } = await portal.host.call(ana, 'GET', `${api}/promotions?ticket=OPS-7`);
    assert.deepEqual(items.map(({ target }) => `${target.organization} ${target.application}`).sort(), ['acme-uat crm', 'stage-3 shop']);
});

test('what is refused meanwhile holds up no other, is told, and is planned again', async () => {
    const page = await portal.open('/organizations/acme-dev/board/plans?chosen=orders.sit');
    await page.getByRole('checkbox', { name: 'All of these' }).waitFor();
    for (const name of ['Stage 1', 'Stage 2']) {
        await plans(page).filter({ hasText: name }).getByRole('checkbox').check();
    }
    await confirm(page, 2).waitFor();
    await promote(portal.host, 'orders', 2, 'stage-1');
    await confirm(page, 2).click();
    await page.getByText('1 of 2 promoted. Nothing went live.').waitFor();
    await plans(page).filter({ hasText: 'Stage 1' }).locator('.failures li').first().waitFor();
    await settled(page);
    await inspect(page, 'plans-refused');
    await page.getByRole('button', { name: 'Plan the others again' }).click();
    await page.getByText('2 more have it already.').waitFor();
    assert.deepEqual((await historyOf('orders')).sort(), ['refused', 'succeeded', 'succeeded']);
});

test('A2: where one may not promote, a target is off with its reason, and without the permission here nothing is chosen', async () => {
    const page = await portal.open('/organizations/acme-dev/board/plans?chosen=points.uat,returns.sit', { as: 'pam' });
    const plan = plans(page).filter({ hasText: 'Stage 0' });
    await plan.getByText('You need the Neo Promote permission in Stage 0.').waitFor();
    assert.equal(await plan.getByRole('checkbox').isDisabled(), true);
    assert.equal(await page.getByRole('button', { name: 'Promote as planned' }).isDisabled(), true);
    await settled(page);
    await inspect(page, 'plans-denied');
    const viewer = await portal.open('/organizations/acme-dev/board', { as: 'vic' });
    await viewer.getByText('You need the Neo Promote permission in Acme Dev.').waitFor();
    assert.equal(await viewer.getByRole('checkbox', { name: /^Choose/ }).count(), 0);
    await viewer.goto(`${base}/organizations/acme-dev/board/plans?chosen=wide.sit`);
    await viewer.getByText('You may not promote from here').waitFor();
});

test('board and plans have their place on a phone', async () => {
    const page = await portal.open('/organizations/acme-dev/board?chosen=returns.sit', { size: 'phone' });
    await page.getByText('1 cell chosen').waitFor();
    await settled(page);
    await inspect(page, 'board-chosen', 'phone');
    await page.getByRole('link', { name: 'See the plans' }).click();
    await plans(page).first().getByRole('checkbox').waitFor();
    await settled(page);
    await inspect(page, 'plans', 'phone');
});

test('nothing was reported as broken', () => assert.deepEqual(portal.complaints, []));
