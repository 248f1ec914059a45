import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { api } from './lib/host.mjs';
import { inspect } from './lib/inspect.mjs';
import { connect } from './lib/platform.mjs';
import { drawerOf, promoteButton, usePortal, version } from './lib/portal.mjs';

/* Where versions are and where they came from: spread, board, custody, compare and the history of everything, each reached as a person does. */

const portal = usePortal({
    prepare: async (host) => {
        const promote = (organization, dataflow, number, target) =>
            host.call('ana-token-0123456789', 'POST', `${api}/promotions`, {
                source: { organization, dataflow, version: number },
                target: { organization: target, application: 'crm' },
            });
        await connect(host);
        // Welcome mail: its first version in UAT, and from there in Prod; so both are one behind.
        const { target } = await promote('acme-dev', 'welcome', 1, 'acme-uat');
        await promote('acme-uat', target.dataflow, target.approved_version, 'acme-prod');
        await promote('acme-dev', 'audit', 1, 'acme-uat');
    },
});

const places = (page) => page.locator('[data-kind=places] .table-row');

test('a version leads to where its dataflow went, and from there to promoting the newest', async () => {
    const page = await portal.open(version('welcome', 1));
    await page.getByRole('link', { name: /^In 1 of \d+ organizations$/ }).click();
    await page.getByRole('heading', { name: 'Where Welcome mail went' }).waitFor();
    await places(page).nth(1).waitFor();
    const [prod, uat] = await places(page).allTextContents();
    assert.match(prod, /Acme Prod.*Prod.*v1 → v1.*Behind.*1 version behind.*Ana \(ana\).*2 steps/s);
    assert.match(uat, /Acme UAT.*UAT.*v1 → v1.*Behind.*1 version behind.*1 step/s);
    const summary = page.getByRole('navigation', { name: 'How it stands' });
    await summary.getByRole('link', { name: '1 UAT' }).click();
    await page.waitForURL(/type=uat/);
    await page.waitForFunction(() => document.querySelectorAll('[data-kind=places] .table-row').length === 1);
    await page.reload();
    await places(page).first().waitFor();
    assert.equal(await places(page).count(), 1);
    await page.getByRole('link', { name: 'Promote v2 to Acme UAT' }).click();
    await drawerOf(page).waitFor();
    assert.equal(await drawerOf(page).getByRole('combobox', { name: 'Target Organization' }).inputValue(), 'Acme UAT');
});

test('the board is walked by the arrow keys, and Enter opens what a cell counts', async () => {
    const page = await portal.open('/organizations/acme-dev/board?search=welcome');
    await page.getByRole('grid', { name: 'Board' }).waitFor();
    await page.getByRole('link', { name: 'Welcome mail' }).focus();
    await page.keyboard.press('End');
    assert.equal(await page.evaluate(() => document.activeElement.textContent), '1: 1 behind');
    await page.keyboard.press('Enter');
    await page.waitForURL(/welcome\/spread\?type=prod$/);
    await page.goBack();
    await page.getByRole('checkbox', { name: 'Behind only' }).check();
    await page.waitForURL(/behind=only/);
    await page.getByRole('link', { name: 'Welcome mail' }).waitFor();
    await page.getByLabel('Search dataflows').fill('audit');
    await page.getByText('No dataflow matches').waitFor();
});

test('a version that came by promotions tells its whole way, as a record to download and to print', async () => {
    const page = await portal.open('/organizations/acme-prod/dataflows');
    await page
        .locator('.table-row')
        .getByRole('link', { name: /Welcome mail/ })
        .click();
    await page.getByRole('link', { name: 'Version 1', exact: true }).click();
    await page.getByText(/^Came from Acme UAT \/ Welcome mail v1, promoted by Ana \(ana\)/).waitFor();
    await page.getByRole('link', { name: 'The whole way' }).click();
    const hops = page.getByRole('list', { name: 'From this version back' }).getByRole('listitem');
    await hops.nth(2).waitFor();
    assert.match(await hops.nth(0).textContent(), /Acme Prod.*Identical to what it came from/s);
    assert.match(await hops.nth(2).textContent(), /Acme Dev \/ welcome v1.*It was written here/s);
    const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Download record (JSON)' }).click(),
    ]);
    const record = JSON.parse(readFileSync(await download.path(), 'utf8'));
    assert.equal(record.complete, true);
    assert.equal(record.hops.length, 3);
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('.bar').isVisible(), false);
    assert.equal(await page.getByRole('button', { name: 'Print' }).isVisible(), false);
    assert.equal(await hops.nth(2).isVisible(), true);
    await page.emulateMedia({ media: 'screen' });
});

test('a version is compared with what is chosen', async () => {
    const page = await portal.open(version('welcome', 2));
    await page.getByRole('link', { name: 'Compare' }).click();
    await page.getByText('Compared with what?').waitFor();
    await page.getByLabel('Version', { exact: true }).selectOption('1');
    await page.getByText('1 block changed.').waitFor();
    await page.getByText('Send the mail').click();
    await page.locator('tr[data-kind=different]', { hasText: 'retries' }).waitFor();
    await inspect(page, 'compare-opened');
});

test('a version is recalled with a reason, promoted no more, and promoted again once that is taken back', async () => {
    const page = await portal.open(version('orders', 2));
    const promote = (role) => page.getByRole(role, { name: 'Promote dataflow', exact: true });
    await promote('link').waitFor();
    await page.getByRole('button', { name: 'Recall' }).click();
    const dialog = page.getByRole('dialog', { name: 'Recall version 2?' });
    await dialog.waitFor();
    assert.equal(await dialog.getByRole('button', { name: 'Recall it' }).isDisabled(), true);
    await page.keyboard.type('It orders everything twice.');
    await inspect(page, 'recall-dialog');
    await dialog.getByRole('button', { name: 'Recall it' }).click();
    const notice = page.getByRole('region', { name: 'Recall' });
    await notice.getByText(/^Recalled by Ana \(ana\), .*: It orders everything twice\.$/).waitFor();
    await promote('button').waitFor();
    assert.equal(await promote('button').getAttribute('aria-disabled'), 'true');
    assert.equal(await promote('button').getAttribute('title'), 'Recalled: it can be promoted nowhere.');
    await page.getByRole('navigation', { name: 'Versions' }).getByRole('link', { name: 'v2 Approved Recalled' }).waitFor();
    await inspect(page, 'version-recalled');

    const drawer = await portal.open(version('orders', 2, '/promote?target=acme-uat&application=crm'));
    await drawerOf(drawer)
        .getByText(/was recalled and goes nowhere further/)
        .waitFor();
    assert.equal(await promoteButton(drawer).isDisabled(), true);

    await notice.getByRole('button', { name: 'Take back' }).click();
    await page.getByRole('dialog', { name: 'Take the recall of version 2 back?' }).waitFor();
    await inspect(page, 'recall-take-back');
    await page.getByRole('button', { name: 'Take it back' }).click();
    await promote('link').waitFor();
    await notice.waitFor({ state: 'detached' });
    await promote('link').click();
    await drawerOf(page).waitFor();
});

test('what was recalled before is told on a phone too, to whom may only view and takes nothing back', async () => {
    const recall = (method, body) =>
        portal.host.call('ana-token-0123456789', method, `${api}/organizations/acme-dev/dataflows/orders/versions/1/recall`, body);
    await recall('POST', { reason: 'It orders everything twice.' });
    await recall('DELETE');
    await recall('POST', { reason: 'It orders nothing at all.' });
    const page = await portal.open(version('orders', 1), { as: 'vic', size: 'phone' });
    await page.getByText('Recalled and taken back so far (3)').click();
    await page.getByText('recalled it: It orders everything twice.').waitFor();
    assert.equal(await page.getByRole('button', { name: /^(Recall|Take back)$/ }).count(), 0);
    await inspect(page, 'version-recalled-before', 'phone');
});

test('the history of everything has the promotions of all organizations, and filters them', async () => {
    const page = await portal.open('/');
    await page.getByRole('link', { name: 'History of everything' }).click();
    const rows = page.locator('[data-kind=promotions] .table-row');
    await rows.nth(2).waitFor();
    assert.equal(await rows.count(), 3);
    await page.getByRole('navigation', { name: 'Time' }).getByRole('link', { name: 'Today' }).click();
    await page.waitForURL(/time=today/);
    await rows.nth(2).waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download CSV' }).click()]);
    assert.equal(
        readFileSync(await download.path(), 'utf8')
            .trim()
            .split('\r\n').length,
        4,
    );
});

test('nothing was reported as broken', () => assert.deepEqual(portal.complaints, []));
