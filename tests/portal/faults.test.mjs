import assert from 'node:assert/strict';
import { test } from 'node:test';
import { api } from './lib/host.mjs';
import { inspect } from './lib/inspect.mjs';
import { drawerOf, promoteButton, usePortal, version } from './lib/portal.mjs';

/* Answers that the real host gives only on a bad day are put between browser and host; all else is real. */

const portal = usePortal();
const problem = (status, code, detail, headers = {}) => ({
    status,
    headers: { 'Content-Type': 'application/problem+json', ...headers },
    body: JSON.stringify({ status, code, title: detail, detail, failures: [] }),
});

test('a list that answers with 503 says so, and loads when tried again', async () => {
    const page = await portal.open('/');
    await page.route(`**${api}/organizations/acme-dev/dataflows?*`, (route) =>
        route.fulfill(problem(503, 'host_unavailable', 'The host does not answer.', { 'Retry-After': '0' })),
    );
    await page.goto('/extensions/neo/ui/organizations/acme-dev/dataflows');
    await page.getByText('The host does not answer.').waitFor();
    await inspect(page, 'dataflows-unavailable');
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Welcome mail').waitFor();
});

test('a server that cannot be reached is told as that', async () => {
    const page = await portal.open('/organizations/acme-dev/history');
    await page.getByText('Nothing was promoted yet').waitFor();
    await page.route(`**${api}/**`, (route) => route.abort('connectionrefused'));
    await page.getByRole('link', { name: 'Dataflows' }).click();
    await page.getByText('The server cannot be reached').waitFor();
    await inspect(page, 'dataflows-unreachable');
});

test('a list that is slow shows that it is loading', async () => {
    const page = await portal.open('/');
    let release;
    const held = new Promise((resolve) => (release = resolve));
    await page.route(`**${api}/organizations/acme-dev/dataflows?*`, async (route) => {
        await held;
        await route.continue();
    });
    await page.goto('/extensions/neo/ui/organizations/acme-dev/dataflows');
    await page.getByRole('status').getByText('Loading dataflows').waitFor();
    await inspect(page, 'dataflows-loading');
    release();
    await page.getByText('Welcome mail').waitFor();
});

test('V3: a 503 when promoting keeps every choice, and the same button promotes afterwards', async () => {
    const page = await portal.open(version('welcome', 1, '/promote?target=acme-uat&application=crm'));
    await drawerOf(page).getByText('Everything is in order.').waitFor();
    await page.route(`**${api}/promotions`, (route) =>
        route.fulfill(problem(503, 'host_unavailable', 'The host does not answer.', { 'Retry-After': '1' })),
    );
    await promoteButton(page).click();
    await drawerOf(page).getByText('It is safe to promote again').waitFor();
    await inspect(page, 'promote-unavailable');
    await page.unrouteAll();
    await promoteButton(page).click();
    await page.getByRole('heading', { name: 'Promoted to Acme UAT' }).waitFor();
});

test('a slow host: the click is told to go on, cannot be made twice, and ends well', async () => {
    const page = await portal.open(version('audit', 1, '/promote?target=acme-uat&application=crm'));
    await drawerOf(page).getByText('Everything is in order.').waitFor();
    let release;
    const held = new Promise((resolve) => (release = resolve));
    let calls = 0;
    await page.route(`**${api}/promotions`, async (route) => {
        calls += 1;
        await held;
        await route.continue();
    });
    await promoteButton(page).click();
    await drawerOf(page).getByRole('button', { name: 'Promoting' }).click({ force: true });
    await drawerOf(page).getByText('The host takes longer than usual.').waitFor();
    await inspect(page, 'promote-slow');
    release();
    await page.getByRole('heading', { name: 'Promoted to Acme UAT' }).waitFor();
    assert.equal(calls, 1);
});

test('an outcome that is not known yet is looked for until it is', async () => {
    const page = await portal.open(version('orders', 1, '/promote?target=acme-uat&application=crm'));
    await drawerOf(page).getByText('Everything is in order.').waitFor();
    let known = false;
    const asIfInProgress = async (route) => {
        // What is told is forged, so the whole of it is wanted each time.
        const headers = { ...route.request().headers() };
        delete headers['if-none-match'];
        const answer = await route.fetch({ headers });
        const promotion = await answer.json();
        const body = known ? promotion : { ...promotion, status: 'in_progress', finished_at: null };
        await route.fulfill({ response: answer, status: known || route.request().method() === 'GET' ? 200 : 202, json: body });
    };
    await page.route(`**${api}/promotions`, asIfInProgress);
    await page.route(`**${api}/promotions/*`, (route) => (route.request().method() === 'GET' ? asIfInProgress(route) : route.continue()));
    await promoteButton(page).click();
    await page.getByRole('heading', { name: 'Waiting for the host' }).waitFor();
    await inspect(page, 'promote-in-progress');
    known = true;
    await page.getByRole('heading', { name: 'Promoted to Acme UAT' }).waitFor();
});

test('a session that ends in the drawer is renewed over it, and the promotion goes on', async () => {
    const page = await portal.open(version('returns', 1, '/promote?target=acme-uat&application=crm'));
    await drawerOf(page).getByText('Everything is in order.').waitFor();
    await page.context().clearCookies();
    await promoteButton(page).click();
    const login = page.getByRole('dialog', { name: 'Your session has ended' });
    await login.getByLabel('Access token').waitFor();
    await inspect(page, 'session-ended');
    await login.getByLabel('Access token').fill('ana-token-0123456789');
    await page.keyboard.press('Enter');
    await login.waitFor({ state: 'hidden' });
    await promoteButton(page).click();
    await page.getByRole('heading', { name: 'Promoted to Acme UAT' }).waitFor();
});

test('nothing was reported as broken', () => assert.deepEqual(portal.complaints, []));
