import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { api } from './lib/host.mjs';
import { inspect } from './lib/inspect.mjs';
import { connect } from './lib/platform.mjs';
import { drawerOf, pickFound, shows, usePortal } from './lib/portal.mjs';

const promotion = (dataflow, target, application) => ({
    source: { organization: 'acme-dev', dataflow, version: 1 },
    target: { organization: target, application },
});
const rows = (page) => page.locator('[data-kind=promotions] .table-row');

const portal = usePortal({
    prepare: async (host) => {
        await connect(host);
        await host.call('ana-token-0123456789', 'POST', `${api}/promotions`, promotion('welcome', 'acme-uat', 'crm'));
        await host.call('ana-token-0123456789', 'POST', `${api}/promotions`, promotion('audit', 'acme-uat', 'shop'));
        await assert.rejects(host.call('ana-token-0123456789', 'POST', `${api}/promotions`, promotion('orders', 'acme-sit', 'crm')), /422/);
    },
});

test('P7, H1: the history shows source, target, status, who and when, newest first', async () => {
    const page = await portal.open('/organizations/acme-dev/history');
    await rows(page).first().waitFor();
    assert.equal(await rows(page).count(), 3);
    await shows(rows(page).nth(0), /Refused.*Orders v1.*Acme Dev.*Acme SIT.*ana/s);
    await shows(rows(page).nth(1), /Succeeded.*Audit trail v1.*Acme Dev.*Acme UAT.*Shop.*ana/s);
    const time = rows(page).first().locator('time');
    assert.match(await time.getAttribute('title'), /\(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC\)$/);
    assert.match(await time.getAttribute('datetime'), /\.\d{6}Z$/);
});

test('P7, H2: it is filtered by status, direction, organization, dataflow, person and day, in an address that can be shared', async () => {
    const page = await portal.open('/organizations/acme-dev/history');
    const status = page.getByRole('navigation', { name: 'Status' });
    const become = (count) =>
        page.waitForFunction((wanted) => document.querySelectorAll('[data-kind=promotions] .table-row').length === wanted, count);
    await status.getByRole('link', { name: 'Refused' }).click();
    await become(1);
    await status.getByRole('link', { name: 'Failed' }).click();
    await page.getByText('No promotion matches').waitFor();
    await status.getByRole('link', { name: 'Succeeded' }).click();
    await become(2);
    await pickFound(page, 'Dataflow', 'Audit trail');
    await become(1);
    await pickFound(page, 'Other organization', 'Acme SIT');
    await page.getByText('No promotion matches').waitFor();
    await pickFound(page, 'Other organization', 'Acme UAT');
    await become(1);
    assert.match(page.url(), /status=succeeded/);
    assert.match(page.url(), /other=acme-uat/);
    assert.match(page.url(), /dataflow=audit/);
    await page.reload();
    await become(1);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await become(3);
    await page.getByLabel('Who').fill('nobody');
    await page.getByText('No promotion matches').waitFor();
    await page.getByLabel('Who').fill('');
    await page.getByLabel('From').fill('2001-01-01');
    await page.getByLabel('To', { exact: true }).fill('2001-01-02');
    await page.getByText('No promotion matches').waitFor();
    const target = await portal.open('/organizations/acme-uat/history?role=target');
    await rows(target).nth(1).waitFor();
    assert.equal(await rows(target).count(), 2);
    const source = await portal.open('/organizations/acme-uat/history?role=source');
    await source.getByText('No promotion matches').waitFor();
    await inspect(source, 'history-no-match');
});

test('H1: an attempt that was refused tells every reason, and is tried again with what was chosen', async () => {
    const page = await portal.open('/organizations/acme-dev/history?status=refused');
    await rows(page).first().getByRole('link', { name: /v1/ }).click();
    await page.getByRole('heading', { name: 'Reasons' }).waitFor();
    assert.ok((await page.locator('.failures li').count()) >= 1);
    await page.getByRole('link', { name: 'Try again' }).click();
    await drawerOf(page).waitFor();
    await drawerOf(page).getByRole('combobox', { name: 'Target Organization' }).waitFor();
    assert.equal(await drawerOf(page).getByRole('combobox', { name: 'Target Organization' }).inputValue(), 'Acme SIT');
});

test('P7: the filtered history is downloaded as the CSV of the server', async () => {
    const page = await portal.open('/organizations/acme-dev/history?status=succeeded');
    await rows(page).first().waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download CSV' }).click()]);
    assert.match(download.suggestedFilename(), /\.csv$/);
    const lines = readFileSync(await download.path(), 'utf8')
        .trim()
        .split('\r\n');
    assert.equal(lines.length, 3);
    assert.match(lines[1], /,succeeded,acme-dev,audit,.*,acme-uat,.*shop/);
});

test('times are those of the person, wherever that is, with UTC, by a press and when hovered', async () => {
    const shown = [];
    for (const timezoneId of ['Asia/Tokyo', 'America/Los_Angeles']) {
        const page = await portal.open('/organizations/acme-dev/history', { timezoneId, locale: 'en-GB' });
        const time = rows(page).first().locator('time');
        const moment = new Date(await time.getAttribute('datetime'));
        const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone: timezoneId }).format(moment);
        assert.match(await time.textContent(), /ago|just now/);
        await time.getByRole('button').press('Enter');
        const exact = await time.textContent();
        assert.ok(exact.includes(clock.replace(/^0/, '')), exact);
        assert.ok(exact.endsWith(`(${moment.toISOString().slice(0, 19).replace('T', ' ')} UTC)`), exact);
        assert.equal(await time.getAttribute('title'), exact);
        shown.push(clock);
        await page.context().close();
    }
    assert.notEqual(shown[0], shown[1]);
});

test('P7: a view is saved, stays over a log-out, and its link can be copied', async () => {
    const page = await portal.open('/history?status=refused', { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('link', { name: 'This quarter' }).click();
    await page.getByRole('button', { name: 'Save this view' }).click();
    await page.getByLabel('Name').fill('Refused this quarter');
    await inspect(page, 'history-save-view');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const view = page.getByRole('link', { name: 'Refused this quarter' });
    await view.waitFor();
    await inspect(page, 'history-saved-view');
    await page.getByRole('button', { name: 'Copy the link of Refused this quarter' }).click();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), page.url());
    await page.getByRole('button', { name: 'Account of Ana' }).click();
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.getByLabel('Access token').fill('ana-token-0123456789');
    await page.getByRole('button', { name: 'Log in' }).click();
    await view.click();
    await page.waitForURL(/history\?status=refused&time=quarter$/);
});

test('P7: days in the wrong order are told, at the field and in place of the list', async () => {
    const page = await portal.open('/history?from=2026-11-02&to=2026-11-01', { size: 'phone' });
    await page.getByText('This day is after the last one.').waitFor();
    await page.getByText('no day is in between').waitFor();
    await inspect(page, 'history-backwards', 'phone');
});

test('the back button goes back through filters and pages', async () => {
    const page = await portal.open('/organizations/acme-dev/history');
    await page.getByRole('navigation', { name: 'Status' }).getByRole('link', { name: 'Refused' }).click();
    await page.waitForURL(/status=refused/);
    await rows(page).first().getByRole('link', { name: /v1/ }).click();
    await page.getByRole('heading', { name: 'Reasons' }).waitFor();
    await page.goBack();
    await page.waitForURL(/status=refused/);
    await page.goBack();
    await page.waitForURL(/history$/);
});

test('nothing was reported as broken', () => assert.deepEqual(portal.complaints, []));
