import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from './lib/inspect.mjs';
import { base, usePortal } from './lib/portal.mjs';

const portal = usePortal();

test('whoever is not logged in is asked for a token, and lands where the link led', async () => {
    const page = await portal.open('/organizations/acme-dev/mappings', { as: null });
    await page.getByLabel('Access token').fill('nonsense');
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByText('This token is not known.').waitFor();
    await inspect(page, 'login-unknown-token');
    assert.equal(await page.getByLabel('Access token').inputValue(), 'nonsense', 'what was typed stays');
    await page.getByLabel('Access token').fill('ana-token-0123456789');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Organization Mapping Management' }).waitFor();
    assert.match(page.url(), /organizations\/acme-dev\/mappings$/);
});

test('no script can read the token or the session, and no address holds it', async () => {
    const page = await portal.open('/', { as: null });
    await page.getByLabel('Access token').fill('ana-token-0123456789');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Organizations' }).waitFor();
    const readable = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie + location.href);
    assert.doesNotMatch(readable, /ana-token-0123456789/);
    const [cookie] = await page.context().cookies();
    assert.equal(cookie.httpOnly, true);
    assert.equal(cookie.sameSite, 'Strict');
    assert.ok(!readable.includes(cookie.value));
});

test('a foreign page cannot change anything: the header is missing', async () => {
    const page = await portal.open('/');
    const status = await page.evaluate(async () => {
        const answer = await fetch('/extensions/neo/api/v1/organizations/acme-lab/registration', {
            method: 'PUT',
            body: '{"type":"dev"}',
            headers: { 'Content-Type': 'application/json' },
        });
        return answer.status;
    });
    assert.equal(status, 403);
});

test('a session that ends is renewed over the page; what was chosen stays', async () => {
    const page = await portal.open('/organizations/acme-dev/mappings/related?dialog=add');
    const dialog = page.getByRole('dialog', { name: 'Add Related Organization' });
    await dialog.getByLabel('Relation Type').selectOption('Sibling');
    await page.context().clearCookies();
    await dialog.getByRole('combobox', { name: 'Target Organization' }).fill('Lab');
    const login = page.getByRole('dialog', { name: 'Your session has ended' });
    await login.getByLabel('Access token').fill('ana-token-0123456789');
    await login.getByRole('button', { name: 'Log in' }).click();
    await login.waitFor({ state: 'hidden' });
    assert.equal(await dialog.getByLabel('Relation Type').inputValue(), 'sibling');
});

test('logging out ends the session', async () => {
    const page = await portal.open('/');
    await page.getByRole('button', { name: 'Account of Ana' }).click();
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.getByLabel('Access token').waitFor();
    const status = await page.evaluate(async () => (await fetch('/extensions/neo/api/v1/me')).status);
    assert.equal(status, 401);
});

test('the pages are served with a strict policy, typed, compressed and cacheable', async () => {
    const page = await portal.open('/');
    const index = await page.request.get(`${portal.host.url}${base}/organizations/any/deep/link`);
    assert.match(index.headers()['content-type'], /^text\/html/);
    const policy = index.headers()['content-security-policy'];
    for (const part of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"])
        assert.ok(policy.includes(part), part);
    assert.doesNotMatch(policy, /unsafe/);
    assert.equal(index.headers()['x-content-type-options'], 'nosniff');
    const html = await index.text();
    assert.doesNotMatch(html, /<script(?![^>]*src=)/, 'no inline script');
    const source = new URL(/src="([^"]+\.js)"/.exec(html)[1], index.url()).href;
    const script = await page.request.get(source, { headers: { 'Accept-Encoding': 'gzip' } });
    assert.match(script.headers()['content-type'], /^text\/javascript/);
    assert.equal(script.headers()['content-encoding'], 'gzip');
    assert.match(script.headers()['cache-control'], /immutable/);
    assert.equal((await page.request.get(`${portal.host.url}${base}/assets/none.js`)).status(), 404);
});

test('nothing was reported as broken', () => assert.deepEqual(portal.complaints, []));
