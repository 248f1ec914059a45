import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { api } from './lib/host.mjs';
import { inspect } from './lib/inspect.mjs';
import { dataflow, smallPlatform } from './lib/platform.mjs';
import { becomesReady, drawerOf, pick, promoteButton, usePortal, version } from './lib/portal.mjs';
import { first, isPromoting } from './lib/proxy.mjs';

/* Answers that are lost on the way: what became of the change is found out and shown, and a success is never told as a failure. */

const cases = ['dropped', 'away', 'refused', 'mended', 'own', 'logged-out', '502-before', '502-after', '504-before', '504-after'];

function platform() {
    const small = smallPlatform();
    small.dataflows.push(...cases.map((name) => dataflow(`lost-${name}`, `Lost ${name}`, ['approved'])));
    return small;
}

const portal = usePortal({ platform, proxy: {} });
beforeEach(() => {
    if (!portal.proxy) return;
    portal.proxy.loses = () => false;
    portal.proxy.says = () => undefined;
    portal.proxy.asked.length = 0;
});

const outcome = (page) => page.getByRole('heading', { name: 'Promoted to Acme UAT' });
const keys = () => portal.proxy.asked.filter(isPromoting).map(({ key }) => key);
const historyOf = async (name) =>
    (await portal.host.call('ana-token-0123456789', 'GET', `${api}/promotions?dataflow=lost-${name}`)).items.map((one) => one.status);
const call = (...more) => portal.host.call('ana-token-0123456789', ...more);

/** From now on, collects every error that the page shows, however briefly. */
const watchErrors = (page) =>
    page.evaluate(() => {
        window.seen = [];
        const look = () =>
            document
                .querySelectorAll('[role=alert], .refusal, .note-error, .field-error, .step[data-state=failed]')
                .forEach((one) => window.seen.push(one.textContent));
        new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    });
const errorsSeen = (page) => page.evaluate(() => window.seen);

async function ready(name) {
    const page = await portal.open(version(`lost-${name}`, 1, '/promote?target=acme-uat&application=crm'));
    await becomesReady(page);
    await watchErrors(page);
    return page;
}

/** Promoted once, by requests of one key, and at no time told otherwise. */
async function isFoundAgain(page, name) {
    await outcome(page).waitFor();
    assert.deepEqual(await errorsSeen(page), []);
    assert.ok(keys().length > 1, 'it was asked for again');
    assert.equal(new Set(keys()).size, 1, 'by the same key');
    assert.match(keys()[0], /^[0-9a-f]{32}$/);
    assert.deepEqual(await historyOf(name), ['succeeded']);
}

test('U2, P6: a promotion whose answer is dropped is asked for until it is found, and shown as the success that it is', async () => {
    const page = await ready('dropped');
    let isLost = true;
    portal.proxy.loses = (asked) => isLost && isPromoting(asked);
    await promoteButton(page).click();
    await drawerOf(page).getByText('No answer came from the server.').waitFor();
    assert.deepEqual(await errorsSeen(page), []);
    for (const size of ['desktop']) await inspect(page, 'promote-answer-lost', size);
    for (const name of ['Target Organization', 'Target Application'])
        assert.equal(await drawerOf(page).getByRole('combobox', { name }).isDisabled(), true);
    isLost = false;
    await isFoundAgain(page, 'dropped');
    await inspect(page, 'promote-answer-found');
    await drawerOf(page).getByRole('link', { name: 'Approved version 1' }).waitFor();
});

for (const status of [502, 504]) {
    test(`U2, P6: so is one that a proxy answers ${status} for, while the host does it`, async () => {
        const page = await ready(`${status}-after`);
        portal.proxy.loses = first(1, isPromoting, status);
        await promoteButton(page).click();
        await isFoundAgain(page, `${status}-after`);
    });

    test(`U2, P6: one that a proxy answers ${status} for before the host hears of it is made by the same key`, async () => {
        const page = await ready(`${status}-before`);
        portal.proxy.says = first(2, isPromoting, status);
        await promoteButton(page).click();
        await isFoundAgain(page, `${status}-before`);
    });
}

test('U2, P6: a server that is away for a while loses nothing, on a phone either', async () => {
    const page = await ready('away');
    portal.proxy.loses = isPromoting;
    await promoteButton(page).click();
    await drawerOf(page).getByText('No answer came from the server.').waitFor();
    await portal.host.goAway();
    await page.setViewportSize({ width: 390, height: 844 });
    await inspect(page, 'promote-server-away', 'phone');
    portal.proxy.loses = () => false;
    await portal.host.comeBack();
    await isFoundAgain(page, 'away');
});

test('H1: a refusal whose answer is lost is told as that, once', async () => {
    const page = await ready('refused');
    await call('DELETE', `${api}/organizations/acme-dev/mappings/acme-uat`);
    portal.proxy.loses = first(1, isPromoting);
    await promoteButton(page).click();
    await drawerOf(page).locator('.refusal [data-code=mapping_missing]').waitFor();
    assert.deepEqual(await historyOf('refused'), ['refused']);
    await call('POST', `${api}/organizations/acme-dev/mappings`, { target: 'acme-uat', relation: 'default' });
});

test('U3: who promotes again after a refusal was told makes another attempt, which succeeds', async () => {
    const page = await ready('mended');
    await call('DELETE', `${api}/organizations/acme-dev/mappings/acme-uat`);
    await promoteButton(page).click();
    await drawerOf(page).locator('.refusal [data-code=mapping_missing]').waitFor();
    await call('POST', `${api}/organizations/acme-dev/mappings`, { target: 'acme-uat', relation: 'default' });
    await drawerOf(page).getByRole('button', { name: 'Check again' }).click();
    await becomesReady(page);
    await promoteButton(page).click();
    await outcome(page).waitFor();
    assert.equal(new Set(keys()).size, 2);
    assert.deepEqual(await historyOf('mended'), ['succeeded', 'refused']);
});

test('U2, P6: "promoted already", by the attempt of this very drawer, is shown as the success that it is', async () => {
    const page = await ready('own');
    const isFirst = first(1, () => true);
    await page.route(`**${api}/promotions`, async (route) => {
        if (!isFirst()) return route.continue();
        const { 'idempotency-key': _key, ...headers } = route.request().headers();
        await route.fetch({ headers });
        await route.abort('connectionreset');
    });
    await promoteButton(page).click();
    await outcome(page).waitFor();
    assert.deepEqual(await errorsSeen(page), []);
    await drawerOf(page).getByRole('link', { name: 'Approved version 1' }).waitFor();
});

test('U2, P6: a session that ends while the answer is lost is renewed, and then the promotion is found', async () => {
    const page = await ready('logged-out');
    const isFirst = first(1, isPromoting, 504);
    portal.proxy.loses = (asked) => {
        const loss = isFirst(asked);
        if (loss) void page.context().clearCookies();
        return loss;
    };
    await promoteButton(page).click();
    const login = page.getByRole('dialog', { name: 'Your session has ended' });
    await login.getByLabel('Access token').fill('ana-token-0123456789');
    await page.keyboard.press('Enter');
    await login.waitFor({ state: 'hidden' });
    await isFoundAgain(page, 'logged-out');
});

/* The other changes. */

const notDone = 'The server gave no answer, and this is not done by now. Try again.';
const onPath = (method, ending) => (asked) => asked.method === method && asked.path.split('?')[0].endsWith(ending);

const changes = {
    'O1, M7: a registration': {
        prepare: () => call('PUT', `${api}/organizations/acme-lab/registration`, { type: 'dev' }),
        path: '/organizations/acme-lab/mappings',
        matches: onPath('PUT', '/registration'),
        choose: async (page) => {
            await page.getByLabel('Organization Type').selectOption('UAT');
            await page.getByRole('button', { name: 'Change type' }).click();
        },
        button: (page) => page.getByRole('button', { name: 'Change to UAT' }),
        done: (page) => page.getByRole('heading', { name: 'Acme Lab is registered as UAT' }),
        changes: () =>
            call('GET', `${api}/organizations/acme-lab/mapping-changes`).then(
                ({ items }) => items.filter((one) => one.after === 'uat').length,
            ),
    },
    'M2, M5: a new relation, with its warning': {
        prepare: () => call('DELETE', `${api}/organizations/acme-dev/mappings/acme-prod`).catch(() => undefined),
        path: '/organizations/acme-dev/mappings/related?dialog=add',
        matches: onPath('POST', '/mappings'),
        choose: async (page) => {
            await pick(page.getByRole('dialog'), 'Target Organization', 'Acme Prod');
            await page.getByRole('dialog').getByLabel('Relation Type').selectOption('Sibling');
        },
        button: (page) => page.getByRole('dialog').getByRole('button', { name: 'Add Relation' }),
        done: (page) => page.getByRole('dialog').locator('.form:has-text("Acme Prod is related now.") .failures-warning'),
        changes: () =>
            call('GET', `${api}/organizations/acme-dev/mapping-changes`).then(
                ({ items }) => items.filter((one) => one.target === 'acme-prod' && one.kind === 'mapping_added').length,
            ),
    },
    'M7: a relation that is removed': {
        prepare: () =>
            call('POST', `${api}/organizations/acme-dev/mappings`, { target: 'acme-prod', relation: 'default' }).catch(() => undefined),
        path: '/organizations/acme-dev/mappings/related',
        matches: onPath('DELETE', '/mappings/acme-prod'),
        choose: (page) => page.getByRole('button', { name: 'Remove Acme Prod' }).click(),
        button: (page) => page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }),
        done: (page) => page.locator('.changes li').first().getByText('removed the relation to Acme Prod'),
        changes: () =>
            call('GET', `${api}/organizations/acme-dev/mapping-changes`).then(
                ({ items }) => items.filter((one) => one.target === 'acme-prod' && one.kind === 'mapping_removed').length,
            ),
    },
};

for (const [what, { prepare, path, matches, choose, button, done, changes: count }] of Object.entries(changes)) {
    for (const [how, loss] of [
        ['dropped', true],
        ['replaced by that of a proxy', 504],
    ])
        test(`${what}: done, and its answer ${how}, is shown as done`, async () => {
            await prepare();
            const before = await count();
            const page = await portal.open(path);
            await choose(page);
            await watchErrors(page);
            portal.proxy.loses = first(1, matches, loss);
            await button(page).click();
            await done(page).waitFor();
            assert.deepEqual(await errorsSeen(page), []);
            assert.equal(await count(), before + 1, 'it was done once');
            await page.context().close();
        });

    test(`${what}: that never arrived is told not to be done, and done when asked for again`, async () => {
        await prepare();
        const page = await portal.open(path);
        await choose(page);
        portal.proxy.says = first(1, matches, 504);
        await button(page).click();
        await page.getByText(notDone).waitFor();
        if (what.startsWith('M2')) await inspect(page, 'mapping-add-not-done');
        await button(page).click();
        await done(page).waitFor();
        await page.context().close();
    });
}

test('M7: a change of the relation, done, and its answer lost, is shown as done; what is looked up is said', async () => {
    await call('PATCH', `${api}/organizations/acme-dev/mappings/acme-uat`, { relation: 'default' });
    const page = await portal.open('/organizations/acme-dev/mappings/related');
    const field = page.getByLabel('Relation Type of Acme UAT');
    await field.waitFor();
    await watchErrors(page);
    let isAway = false;
    const isFirst = first(1, (asked) => asked.method === 'PATCH');
    portal.proxy.loses = (asked) => isFirst(asked) && (isAway = true);
    portal.proxy.says = () => (isAway ? 502 : undefined);
    await field.selectOption('Sibling');
    await page.getByRole('button', { name: 'Change to Sibling' }).click();
    await page.getByText('No answer came from the server. Looking up what became of it').waitFor();
    await inspect(page, 'mapping-change-lost');
    isAway = false;
    await page.locator('.failures-warning li').waitFor();
    assert.equal(await field.inputValue(), 'sibling');
    assert.deepEqual(
        (await errorsSeen(page)).filter((text) => !text.includes('out of date')),
        [],
    );
});

test('a log-out whose answer is lost has ended the session', async () => {
    const page = await portal.open('/');
    await page.getByRole('button', { name: 'Account of Ana' }).click();
    portal.proxy.loses = first(1, onPath('DELETE', '/session'));
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.getByLabel('Access token').waitFor();
});

test('nothing was reported as broken', () => assert.deepEqual(portal.complaints, []));
