import assert from 'node:assert/strict';
import { test } from 'node:test';
import { api } from './lib/host.mjs';
import { inspect } from './lib/inspect.mjs';
import { usePortal } from './lib/portal.mjs';

const portal = usePortal({ prepare: () => undefined, proxy: {} });
const call = (method, path, body) => portal.host.call('ana-token-0123456789', method, `${api}${path}`, body);
const lines = (page) => page.getByLabel(/^Lines of/);
const allDone = (page) => page.getByRole('heading', { name: 'All done' });

test('O1, O2: those chosen in the list are registered at one yes, each with its reason where it cannot be', async () => {
    const page = await portal.open('/organizations?search=acme');
    await page.getByRole('checkbox', { name: 'Choose all that are listed' }).check();
    await inspect(page, 'organizations-chosen');
    await page.getByRole('link', { name: 'Register them' }).click();
    await page.getByLabel('Type of the 7 chosen').selectOption('UAT');
    await page.getByText('6 of 7 lines will be done, 1 cannot be done.').waitFor();
    await page.getByText('Neo is not enabled on it').waitFor();
    await inspect(page, 'set-up-register');
    await page.getByRole('button', { name: 'Register or change 6' }).click();
    await allDone(page).waitFor();
    await inspect(page, 'set-up-done');
    const { items } = await call('GET', '/organizations?limit=500');
    assert.equal(items.filter(({ registration }) => registration?.type === 'uat').length, 6);
});

test('O1, M7: a file of lines changes types, and a line that was lost on the way is done once', async () => {
    const page = await portal.open('/set-up/register');
    const text = 'organization,type\nacme-dev,dev\nacme-prod,prod\nacme-sit,SIT\nnowhere,dev\n';
    await page.locator('input[type=file]').setInputFiles({ name: 'types.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await page.getByText('There is no organization of this id that you may see.').waitFor();
    let lost = 0;
    portal.proxy.loses = ({ method, path }) => method === 'PUT' && path.includes('acme-sit') && lost++ === 0;
    await page.getByRole('button', { name: 'Register or change 3' }).click();
    await allDone(page).waitFor();
    const { items } = await call('GET', '/organizations/acme-sit/mapping-changes');
    assert.equal(items.filter(({ after }) => after === 'sit').length, 1);
});

test('M1, M5: a pattern relates many; what the server refused is told at its line and can be tried again', async () => {
    const page = await portal.open('/set-up/relate', { size: 'phone' });
    await page.getByLabel('From each').fill('*-dev');
    await page.getByLabel('To its').fill('*-uat');
    await page.getByRole('button', { name: 'Add lines' }).click();
    await lines(page).fill(`${await lines(page).inputValue()}\nacme-uat,acme-prod,sibling\nacme-dev,acme-old`);
    await page.getByText('Will be related as Sibling, but they are of different types.').waitFor();
    await inspect(page, 'set-up-relate', 'phone');
    await call('DELETE', '/organizations/acme-prod/registration');
    await page.getByRole('button', { name: 'Relate 2' }).click();
    await page.getByText('1 of 2 done, 1 not.').waitFor();
    await page.getByText(/Not done: .*registered/).waitFor();
    await inspect(page, 'set-up-failed', 'phone');
    await call('PUT', '/organizations/acme-prod/registration', { type: 'prod' });
    await page.getByRole('button', { name: 'Try 1 again' }).click();
    await allDone(page).waitFor();
    const { items } = await call('GET', '/organizations/acme-dev/mappings');
    assert.deepEqual(
        items.map(({ target, relation }) => [target, relation]),
        [['acme-uat', 'default']],
    );
});

test('nothing was reported as broken', () => assert.deepEqual(portal.complaints, []));
