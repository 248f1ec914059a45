import assert from 'node:assert/strict';
import { test } from 'node:test';
import { api } from './lib/host.mjs';
import { inspect } from './lib/inspect.mjs';
import { connect, dataflow, smallPlatform } from './lib/platform.mjs';
import { drawerOf, promoteButton, usePortal, version } from './lib/portal.mjs';

/* Rows R1 to R4: what a person sees before promoting, in each way that the target can stand, is what happens, or nothing does. */

const ana = 'ana-token-0123456789';
const content = {
    blocks: [
        { id: 'b1', type: 'http_trigger', name: 'Customer signed up', config: {} },
        { id: 'b3', type: 'api_request', name: 'Send the mail', config: { timeout_ms: 3000, retries: 1, from: 'shop@acme.test' } },
    ],
    connections: [{ from: 'b1', to: 'b3' }],
};
const retries = (count, more = {}) => {
    const [first, last] = content.blocks;
    return { ...content, blocks: [first, { ...last, config: { ...last.config, retries: count, ...more } }] };
};
const versionsOf = (id, contents) =>
    contents.map((each, index) => ({ version: index + 1, state: 'approved', trigger: { url: `/${id}`, method: 'POST' }, ...each }));
const flow = (id, name, contents, more = {}) => ({ ...dataflow(id, name, []), versions: versionsOf(id, contents), ...more });

function platform() {
    const small = smallPlatform();
    return {
        ...small,
        dataflows: [
            ...small.dataflows,
            flow('fresh', 'Fresh', [content]),
            flow('ahead', 'Ahead', [content, retries(2)]),
            flow('fixed', 'Fixed there', [content, retries(2)]),
            flow('both', 'Both went on', [content, retries(2), retries(3)]),
            flow('stranger', 'Stranger', [content]),
            flow('theirs', 'Their own', [content], { organization: 'acme-uat', versions: versionsOf('stranger', [content]) }),
        ],
    };
}

const ask = (host, method, path, body) => host.call(ana, method, path, body);
const promote = (host, id, number = 1) =>
    ask(host, 'POST', `${api}/promotions`, {
        source: { organization: 'acme-dev', dataflow: id, version: number },
        target: { organization: 'acme-uat', application: 'crm' },
    });

/** The people of Acme UAT write another version, and have it approved. */
async function approveThere(host, id, what) {
    const versions = `/api/v1/organizations/acme-uat/dataflows/${id}/versions`;
    const made = await ask(host, 'POST', versions, { trigger: { url: `/${id}`, method: 'POST' }, ...what });
    for (const to of ['awaiting_approval', 'approved']) await ask(host, 'POST', `${versions}/${made.version}/state`, { to });
    return made.version;
}

const portal = usePortal({
    platform,
    prepare: async (host) => {
        await connect(host);
        for (const id of ['ahead', 'fixed', 'both']) await promote(host, id);
        await approveThere(host, 'fixed', retries(1, { from: 'uat@acme.test' }));
        await approveThere(host, 'both', retries(5, { from: 'uat@acme.test' }));
    },
});

const open = (id, number, more = {}) => portal.open(version(id, number, '/promote?target=acme-uat&application=crm'), more);
const standing = (page) => drawerOf(page).locator('.standing');

for (const [id, number, word, sentence] of [
    ['fresh', 1, 'New there', /No dataflow of Acme UAT has this trigger yet/],
    ['stranger', 1, 'Not promoted before', /did not come by a promotion/],
    ['ahead', 1, 'Up to date', /nothing has changed here since/],
    ['ahead', 2, 'Behind', /here it went on.*Last arrived: ahead v1 from Acme Dev, as v1/],
    ['fixed', 1, 'Changed there', /The people of Acme UAT changed it since it arrived/],
    ['both', 2, 'Changed on both sides', /changed it since it arrived, and here it went on, too/],
]) {
    test(`R1: how the target stands is told in a word and a sentence: ${word}`, async () => {
        const page = await open(id, number);
        await standing(page).getByText(word, { exact: true }).waitFor();
        assert.match(await standing(page).textContent(), sentence);
        await inspect(page, `promote-stands-${word.toLowerCase().replaceAll(' ', '-')}`);
    });
}

test('R1, R2: what they changed stands between what arrived and what would arrive, and what would be left out is said before', async () => {
    const page = await open('both', 2);
    const warning = drawerOf(page).locator('[data-code=target_has_own_changes]');
    await warning.waitFor();
    assert.match(await warning.textContent(), /'b3'.*stay in version 3 only/);
    assert.equal(await drawerOf(page).getByText('Everything is in order.').count(), 0);
    const block = drawerOf(page).locator('.change', { hasText: 'Send the mail' });
    await block.getByText('Changed on both sides').waitFor();
    await block.locator('summary').click();
    assert.deepEqual(await block.locator('th').allTextContents(), ['Arrived last', 'Theirs since, in Acme UAT', 'After promoting']);
    const row = block.locator('tr[data-kind=different]', { hasText: 'retries' });
    assert.deepEqual(
        (await row.locator('td').allTextContents()).map((text) => text.trim()),
        ['"retries": 1,', '"retries": 5,', '"retries": 2,'],
    );
    assert.deepEqual(await row.locator('mark').allTextContents(), ['1', '5', '2']);
    for (const size of ['desktop', 'phone']) {
        const shown = await open('both', 2, { size });
        await drawerOf(shown).locator('.change summary', { hasText: 'Send the mail' }).click();
        await drawerOf(shown).locator('tr[data-kind=different]').first().scrollIntoViewIfNeeded();
        await inspect(shown, 'promote-three-sides', size);
    }
});

test('P5: the list of targets says what each has, and puts first those that are behind', async () => {
    const page = await portal.open(version('ahead', 2, '/promote'));
    await drawerOf(page)
        .getByRole('button', { name: /Show choices/ })
        .click();
    const uat = page.getByRole('option', { name: /Acme UAT/ });
    await uat.getByText('has your v1, today').waitFor();
    assert.match((await page.getByRole('option').allTextContents())[0], /^Acme UAT/);
    await inspect(page, 'promote-targets-stand');
});

test('R3: what was approved there meanwhile is told, shown anew, and only then passed over', async () => {
    const page = await open('both', 2);
    await drawerOf(page).locator('[data-code=target_has_own_changes]').waitFor();
    const theirs = await approveThere(portal.host, 'both', retries(8));
    await promoteButton(page).click();
    const alert = drawerOf(page).getByRole('alert');
    await alert.getByText('Since you looked at it this has changed: the newest approved version there.').waitFor();
    await drawerOf(page).getByText(`Compared with both v${theirs} (Approved) in Acme UAT.`).waitFor();
    await inspect(page, 'promote-plan-changed');
    await promoteButton(page).click();
    await page.getByRole('heading', { name: 'Promoted to Acme UAT' }).waitFor();
    const [last] = (await ask(portal.host, 'GET', `${api}/promotions?organization=acme-uat&dataflow=both&status=succeeded`)).items;
    assert.equal(last.planned, true);
    assert.deepEqual(last.accepted, ['target_has_own_changes']);
});

test('R4: reason and ticket are kept with the promotion, and the history is found by the ticket', async () => {
    const page = await open('ahead', 2);
    await drawerOf(page).getByLabel('Ticket').fill('CRM-4711');
    await drawerOf(page).getByLabel('Reason').fill('The shop needs it\nbefore Monday.');
    await promoteButton(page).click();
    await page.getByRole('heading', { name: 'Promoted to Acme UAT' }).waitFor();
    await drawerOf(page).getByRole('button', { name: 'Promote to Acme SIT too' }).waitFor();
    await inspect(page, 'promote-done-next');
    await drawerOf(page).getByRole('link', { name: 'See it in the history' }).click();
    const said = page.getByRole('region', { name: 'Why, and how it stood' });
    await said.getByText('CRM-4711').waitFor();
    await said.getByText('The shop needs it').waitFor();
    await said.getByText('Promised by what was shown before').waitFor();
    await inspect(page, 'promotion-said');
    const history = await portal.open('/organizations/acme-uat/history?ticket=CRM-4711');
    await history.locator('[data-kind=promotions] .table-row').first().waitFor();
    assert.equal(await history.locator('[data-kind=promotions] .table-row').count(), 1);
});

test('R4: what is too long to be kept is told where it was typed', async () => {
    const page = await open('fresh', 1);
    await drawerOf(page).getByLabel('Ticket').fill('é'.repeat(101));
    await drawerOf(page).getByText('That is too long: at most 200 bytes are kept.').waitFor();
    assert.equal(await promoteButton(page).isDisabled(), true);
});

test('nothing on the pages was broken', () => assert.deepEqual(portal.complaints, []));
