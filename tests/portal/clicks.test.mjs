import assert from 'node:assert/strict';
import { test } from 'node:test';
import { doubleClick, slowDown } from './lib/clicks.mjs';
import { api } from './lib/host.mjs';
import { inspect } from './lib/inspect.mjs';
import { dataflow, smallPlatform } from './lib/platform.mjs';
import { becomesReady, drawerOf, pick, promoteButton, usePortal, version } from './lib/portal.mjs';
import { isPromoting } from './lib/proxy.mjs';

/* A double click on whatever changes something: it is done once, what came of it is told and stays, and no refusal of the second click is left anywhere. */

const apart_ms = [0, 60, 100, 250];
const slower = [6, 20];

const manyBlocks = Array.from({ length: 600 }, (_, index) => ({
    id: `b${index}`,
    type: 'script',
    name: `Block ${index}`,
    config: { code: `return ${index};` },
}));

function platform() {
    const small = smallPlatform();
    for (const apart of apart_ms) small.dataflows.push(dataflow(`twice-${apart}`, `Twice ${apart}`, ['approved']));
    for (const times of slower) {
        const large = dataflow(`slow-${times}`, `Slow ${times}`, ['approved']);
        Object.assign(large.versions[0], { blocks: manyBlocks, connections: [] });
        small.dataflows.push(large);
    }
    return small;
}

const portal = usePortal({ platform, proxy: {} });

const asked = (matches) => portal.proxy.asked.filter(matches).length;
const changes = ({ method, path }) => method !== 'GET' && !path.endsWith('/preflight') && !path.endsWith('/session');
const historyOf = async (name) =>
    (await portal.host.call('ana-token-0123456789', 'GET', `${api}/promotions?dataflow=${name}`)).items.map((one) => one.status);
const outcome = (page) => page.getByRole('heading', { name: 'Promoted to Acme UAT' });

/** What both clicks asked for has reached the server, and been shown. */
async function comeAndGone(page) {
    await page.evaluate(() =>
        fetch(location.href).then(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))),
    );
}

async function promotedOnce(page, name) {
    await outcome(page).waitFor();
    await comeAndGone(page);
    assert.equal(await outcome(page).isVisible(), true, 'the confirmation stays');
    assert.equal(await drawerOf(page).locator('.refusal').count(), 0);
    assert.equal(
        asked((one) => isPromoting(one)),
        1,
    );
    assert.deepEqual(await historyOf(name), ['succeeded']);
}

for (const apart of apart_ms)
    test(`P6, U2, H1: two clicks on Promote, ${apart} ms apart, promote once, and the confirmation is seen`, async () => {
        portal.proxy.asked.length = 0;
        const page = await portal.open(version(`twice-${apart}`, 1, '/promote?target=acme-uat&application=crm'));
        await becomesReady(page);
        await doubleClick(page, promoteButton(page), apart);
        await promotedOnce(page, `twice-${apart}`);
        if (apart === 100) await inspect(page, 'promote-double-click');
        await drawerOf(page).getByRole('button', { name: 'Done' }).click();
        await drawerOf(page).waitFor({ state: 'hidden' });
    });

for (const times of slower)
    test(`P6, U2, H1: and so they do on a machine that is ${times} times slower, with hundreds of blocks`, async () => {
        portal.proxy.asked.length = 0;
        const page = await portal.open(version(`slow-${times}`, 1, '/promote?target=acme-uat&application=crm'));
        await becomesReady(page);
        await slowDown(page, times);
        await doubleClick(page, promoteButton(page), 100);
        await slowDown(page, 1);
        await promotedOnce(page, `slow-${times}`);
    });

test('P6: on a phone the button after the result is not under the finger either', async () => {
    const page = await portal.open(version('orders', 1, '/promote?target=acme-uat&application=crm'), { size: 'phone' });
    await becomesReady(page);
    const pressed = await promoteButton(page).boundingBox();
    await doubleClick(page, promoteButton(page), 250);
    await outcome(page).waitFor();
    const done = await drawerOf(page).getByRole('button', { name: 'Done' }).boundingBox();
    assert.ok(done.x + done.width < pressed.x, 'Done is beside where Promote was');
    await comeAndGone(page);
    assert.equal(await outcome(page).isVisible(), true);
    await inspect(page, 'promote-double-click', 'phone');
});

for (const apart of apart_ms)
    test(`M2, M5: two clicks on Add Relation, ${apart} ms apart, add it once, and its confirmation is seen`, async () => {
        await portal.host.call('ana-token-0123456789', 'DELETE', `${api}/organizations/acme-dev/mappings/acme-prod`).catch(() => undefined);
        portal.proxy.asked.length = 0;
        const page = await portal.open('/organizations/acme-dev/mappings/related?dialog=add');
        const dialog = page.getByRole('dialog', { name: 'Add Related Organization' });
        await pick(dialog, 'Target Organization', 'Acme Prod');
        await dialog.getByLabel('Relation Type').selectOption('Sibling');
        await doubleClick(page, dialog.getByRole('button', { name: 'Add Relation' }), apart);
        await dialog.getByText('Acme Prod is related now.').waitFor();
        await comeAndGone(page);
        assert.equal(await dialog.getByText('Acme Prod is related now.').isVisible(), true, 'the confirmation stays');
        assert.equal(await dialog.locator('.failures-warning li').count(), 1);
        assert.equal(await dialog.locator('.note-error, .field-error').count(), 0);
        assert.equal(asked(changes), 1);
        if (apart === 100) await inspect(page, 'mapping-add-double-click');
        await dialog.getByRole('button', { name: 'Done' }).click();
        await dialog.waitFor({ state: 'hidden' });
    });

test('M7: two clicks on Remove remove it once, and open nothing of what comes under the finger', async () => {
    await portal.host
        .call('ana-token-0123456789', 'POST', `${api}/organizations/acme-dev/mappings`, { target: 'acme-prod', relation: 'default' })
        .catch(() => undefined);
    portal.proxy.asked.length = 0;
    const page = await portal.open('/organizations/acme-dev/mappings/related');
    await page.getByRole('button', { name: 'Remove Acme Prod' }).click();
    const dialog = page.getByRole('dialog', { name: 'Remove the relation to Acme Prod?' });
    await doubleClick(page, dialog.getByRole('button', { name: 'Remove', exact: true }), 100);
    await page.locator('.changes li').first().getByText('removed the relation to Acme Prod').waitFor();
    await comeAndGone(page);
    assert.equal(await page.getByRole('dialog').count(), 0);
    assert.equal(asked(changes), 1);
});

test('O1, M7: two clicks on Register, and on the yes to a change of type, do it once', async () => {
    const page = await portal.open('/organizations/acme-lab/mappings');
    for (const [type, button] of [
        ['SIT', 'Register Organization Mapping'],
        ['Dev', 'Change to Dev'],
    ]) {
        portal.proxy.asked.length = 0;
        await page.getByLabel('Organization Type').selectOption(type);
        if (button.startsWith('Change')) await page.getByRole('button', { name: 'Change type' }).click();
        await doubleClick(page, page.getByRole('button', { name: button }), 0);
        await page.getByRole('heading', { name: `is registered as ${type}` }).waitFor();
        await comeAndGone(page);
        assert.equal(asked(changes), 1);
        assert.equal(await page.locator('.field-error').count(), 0);
    }
});

test('P1: two clicks on Log in log in once, and lead to no page that comes under the finger', async () => {
    const page = await portal.open('/', { as: null });
    await page.getByLabel('Access token').fill('ana-token-0123456789');
    portal.proxy.asked.length = 0;
    await doubleClick(page, page.getByRole('button', { name: 'Log in' }), 250);
    await page.getByRole('heading', { name: 'Organizations' }).waitFor();
    await comeAndGone(page);
    assert.equal(
        asked(({ method, path }) => method === 'POST' && path.endsWith('/session')),
        1,
    );
    assert.match(page.url(), /\/ui\/$/);
});

test('a double click that opens the drawer does not close it again', async () => {
    const page = await portal.open(version('audit', 1));
    await page.getByRole('link', { name: 'Promote dataflow', exact: true }).waitFor();
    await doubleClick(page, page.getByRole('link', { name: 'Promote dataflow', exact: true }), 250);
    await drawerOf(page).getByRole('combobox', { name: 'Target Organization' }).waitFor();
    await comeAndGone(page);
    assert.equal(await drawerOf(page).isVisible(), true);
});

test('Enter, pressed twice, promotes and adds once, and closes no confirmation', async () => {
    portal.proxy.asked.length = 0;
    const page = await portal.open(version('audit', 1, '/promote?target=acme-uat&application=crm'));
    await becomesReady(page);
    await promoteButton(page).focus();
    await Promise.all([page.keyboard.press('Enter'), page.keyboard.press('Enter')]);
    await outcome(page).waitFor();
    await page.keyboard.press('Enter');
    await comeAndGone(page);
    assert.equal(await outcome(page).isVisible(), true);
    assert.equal(asked(isPromoting), 1);
    assert.deepEqual(await historyOf('audit'), ['succeeded']);
});

test('nothing was reported as broken', () => assert.deepEqual(portal.complaints, []));
