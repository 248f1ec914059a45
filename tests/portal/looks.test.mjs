import assert from 'node:assert/strict';
import { test } from 'node:test';
import { api } from './lib/host.mjs';
import { settled, sizes } from './lib/browser.mjs';
import { inspect } from './lib/inspect.mjs';
import { connect } from './lib/platform.mjs';
import { base, drawerOf, usePortal, version } from './lib/portal.mjs';

/* Every page and dialog, in the states that an address or a click leads to; what errors and promotions look like, the tests of those see to. */

const portal = usePortal({
    prepare: async (host) => {
        const promote = (dataflow, version, target) =>
            host.call('ana-token-0123456789', 'POST', `${api}/promotions`, {
                source: { organization: 'acme-dev', dataflow, version },
                target: { organization: target, application: 'crm' },
            });
        await connect(host);
        await promote('welcome', 1, 'acme-uat');
        await assert.rejects(promote('audit', 1, 'acme-sit'), /422/);
    },
});

const text = (words) => (page) => page.getByText(words).filter({ visible: true }).first().waitFor();

const views = [
    ['login', '/', text('Access token'), { as: null }],
    ['organizations', '/organizations', text('Acme Lab')],
    ['organizations-none', '/organizations?search=zzz', text('No organization matches')],
    ['organizations-unregistered', '/organizations?type=none&sort=-name', text('Acme Lab')],
    ['set-up-empty', '/set-up/register', text('Choose a CSV file')],
    ['set-up-pattern', '/set-up/relate', text('Add lines')],
    [
        'home-first',
        '/organizations/acme-dev/dataflows',
        async (page) => {
            await page.getByText('Welcome mail').first().waitFor();
            await page.goto(`${base}/`);
            await page
                .getByRole('region', { name: 'Behind in my organizations' })
                .getByRole('link', { name: 'Welcome mail' })
                .first()
                .waitFor();
            await page.getByRole('region', { name: 'Recent promotions of mine' }).getByRole('listitem').first().waitFor();
        },
    ],
    [
        'palette-open',
        '/organizations/acme-dev/dataflows',
        async (page) => {
            await page.getByText('Welcome mail').first().waitFor();
            await page.keyboard.press('Control+k');
            await page.getByRole('option', { name: /^Org Mapping/ }).waitFor();
        },
    ],
    [
        'organization-selector',
        '/organizations/acme-dev/dataflows',
        async (page) => {
            await page.getByRole('combobox', { name: /^Organization: / }).click();
            await page.locator('.option').first().waitFor();
        },
    ],
    [
        'account-menu',
        '/organizations/acme-dev/dataflows',
        async (page) => {
            await page.getByRole('button', { name: 'Account of Ana' }).click();
            await page.getByRole('button', { name: 'Dark' }).waitFor();
        },
    ],
    ['dataflows', '/organizations/acme-dev/dataflows', text('Welcome mail')],
    ['dataflows-none', '/organizations/acme-lab/dataflows', text('No dataflows yet')],
    ['dataflow', '/organizations/acme-dev/dataflows/welcome', text('Acme UAT')],
    ['board', '/organizations/acme-dev/board', text('1 behind')],
    ['plans-uat', '/organizations/acme-dev/board/plans?chosen=welcome.uat', text('1 version behind')],
    ['plans-none', '/organizations/acme-dev/board/plans', text('Nothing is chosen')],
    ['people', '/organizations/acme-dev/people', text('Who may promote into Acme Dev')],
    ['people-none', '/organizations/acme-dev/people?search=zzz', text('No person matches')],
    ['changes', '/changes', text('Acme UAT')],
    ['changes-none', '/changes?actor=nobody', text('No change matches')],
    ['board-none', '/organizations/acme-lab/board', text('No dataflows yet')],
    ['spread', '/organizations/acme-dev/dataflows/welcome/spread', text('1 in all')],
    ['spread-none', '/organizations/acme-dev/dataflows/orders/spread', text('It went nowhere yet')],
    ['version', version('welcome', 1), text('Choose the language')],
    ['version-arrived', '/organizations/acme-uat/dataflows/welcome/versions/1', text('Came from')],
    ['custody', '/organizations/acme-uat/dataflows/welcome/versions/1/custody', text('It was written here.')],
    ['compare', '/organizations/acme-uat/dataflows/welcome/versions/1/compare', text('Both have the same content.')],
    [
        'compare-changes',
        version('welcome', 2, '/compare?organization=acme-dev&dataflow=welcome&version=1'),
        async (page) => {
            await page.locator('.change summary').first().click();
            await page.locator('tr[data-kind=different]').first().waitFor();
        },
    ],
    ['compare-choose', version('welcome', 1, '/compare'), text('Compared with what?')],
    ['version-block', version('welcome', 1, '?block=b3'), text('X-Team')],
    ['version-list', version('welcome', 1, '?view=list'), text('leads to')],
    ['version-draft', version('welcome', 3), text('Approved and live versions can be promoted.')],
    [
        'promote-start',
        version('welcome', 2, '/promote'),
        (page) => drawerOf(page).getByRole('combobox', { name: 'Target Organization' }).waitFor(),
    ],
    [
        'promote-targets',
        version('welcome', 2, '/promote'),
        async (page) => {
            await drawerOf(page)
                .getByRole('button', { name: /Show choices/ })
                .click();
            await page.getByRole('option').first().waitFor();
        },
    ],
    ['promote-ready', version('orders', 1, '/promote?target=acme-uat&application=crm'), text('Everything is in order.')],
    [
        'promote-changes',
        version('welcome', 2, '/promote?target=acme-uat'),
        async (page) => {
            await drawerOf(page).locator('.change summary').first().click();
            await drawerOf(page).locator('tr[data-kind=different]').first().waitFor();
        },
    ],
    [
        'promote-no-application',
        version('welcome', 2, '/promote?target=acme-sit'),
        (page) => drawerOf(page).locator('.failures li').first().waitFor(),
    ],
    [
        'promote-failures',
        version('shared', 1, '/promote?target=acme-far&application=crm'),
        (page) => drawerOf(page).locator('.failures li').nth(1).waitFor(),
    ],
    ['mapping-current', '/organizations/acme-dev/mappings', text('is registered as Dev')],
    ['mapping-unregistered', '/organizations/acme-lab/mappings', text('is not registered yet')],
    ['mapping-related', '/organizations/acme-dev/mappings/related', text('Can be promoted to')],
    ['mapping-related-none', '/organizations/acme-prod/mappings/related', text('No related organizations yet')],
    ['mapping-view-only', '/organizations/acme-dev/mappings/related', text('You need the Neo admin permission'), { as: 'vic' }],
    ['mapping-add', '/organizations/acme-dev/mappings/related?dialog=add', (page) => page.getByRole('dialog').waitFor()],
    [
        'mapping-add-error',
        '/organizations/acme-dev/mappings/related?dialog=add',
        async (page) => {
            await page.getByRole('dialog').getByRole('button', { name: 'Add Relation' }).click();
            await page.getByText('Choose an organization.').waitFor();
        },
    ],
    [
        'mapping-remove',
        '/organizations/acme-dev/mappings/related',
        async (page) => {
            await page.getByRole('button', { name: 'Remove Acme UAT' }).click();
            await page.getByRole('dialog').waitFor();
        },
    ],
    ['map', '/organizations/acme-dev/map', text('Receives from')],
    ['map-table', '/organizations/acme-dev/map?view=table', text('Relation')],
    ['history', '/organizations/acme-dev/history', text('Refused')],
    [
        'history-filter',
        '/organizations/acme-dev/history?other=acme-uat',
        async (page) => {
            await page.getByRole('combobox', { name: 'Dataflow' }).click();
            await page.locator('.search-popup .option').first().waitFor();
        },
    ],
    ['history-everything', '/history', text('Refused')],
    ['history-none', '/organizations/acme-lab/history', text('Nothing was promoted yet')],
    [
        'promotion-refused',
        '/organizations/acme-dev/history?status=refused',
        async (page) => {
            await page.locator('.table-row').getByRole('link', { name: /v1/ }).first().click();
            await page.getByRole('heading', { name: 'Reasons' }).waitFor();
        },
    ],
    [
        'promotion',
        '/organizations/acme-dev/history?status=succeeded',
        async (page) => {
            await page.locator('.table-row').getByRole('link', { name: /v1/ }).first().click();
            await page.getByText('Nothing went live.').waitFor();
        },
    ],
    ['not-found', '/nonsense', text('There is no page at this address')],
];

/** One window for each person and size, so that a view costs no more than what is seen of it. */
const windows = new Map();
async function windowOf(as, size) {
    const key = `${as} ${size}`;
    if (!windows.has(key)) windows.set(key, await portal.open('/nonsense', { as, size }));
    return windows.get(key);
}

for (const size of Object.keys(sizes))
    for (const [name, path, ready, { as = 'ana' } = {}] of views)
        test(`${name}, ${size}`, async () => {
            const page = await windowOf(as, size);
            await page.mouse.move(0, 0);
            await page.goto(base + path);
            await ready(page);
            await settled(page);
            await inspect(page, name, size);
        });

test('the menu opens over the page on a phone', async () => {
    const page = await portal.open('/organizations/acme-dev/dataflows', { size: 'phone' });
    await page.getByText('Welcome mail').waitFor();
    await page.getByRole('button', { name: 'Menu' }).click();
    await inspect(page, 'menu', 'phone');
    await page.getByRole('link', { name: 'Org Mapping' }).click();
    await page.getByRole('heading', { name: 'Organization Mapping Management' }).waitFor();
    assert.equal(await page.getByRole('link', { name: 'Org Mapping' }).isVisible(), false);
});

test('the chosen theme overrides the system, and stays', async () => {
    const page = await portal.open('/organizations/acme-dev/dataflows');
    const light = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const becomesDark = () => page.waitForFunction((light) => getComputedStyle(document.documentElement).backgroundColor !== light, light);
    await page.getByRole('button', { name: 'Account of Ana' }).click();
    await page.getByRole('button', { name: 'Dark' }).click();
    await becomesDark();
    await page.reload();
    await page.getByText('Welcome mail').waitFor();
    await becomesDark();
});

test('nothing was reported as broken', () => assert.deepEqual(portal.complaints, []));
