import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settled } from './lib/browser.mjs';
import { dataflowOf } from './lib/canvas.mjs';
import { inspect } from './lib/inspect.mjs';
import { connect, smallPlatform } from './lib/platform.mjs';
import { becomesReady, drawerOf, promoteButton, usePortal, version } from './lib/portal.mjs';

/* Platforms store what they like in blocks and connections: whatever shape it has, it is shown as text. */

const oddBlocks = (text) => [
    { id: 'w', type: 'webhook', name: { en: text, de: 'Hallo' }, config: { text } },
    { id: 7, type: { kind: 'x' }, name: 12, config: { text } },
    { id: { a: 1 }, type: ['q'], name: ['one', 'two'], config: { text } },
    { id: null, type: null, name: null, config: { text } },
    { config: { text } },
    { id: 'w', type: true, name: 'again', config: { text } },
    { id: ' ', type: '\u202e', name: '', config: { text } },
];
const oddConnections = [
    { from: 'w', to: 7 },
    { from: 7, to: { a: 1 } },
    { from: { a: 1 }, to: 'w' },
    { from: 7, to: 7 },
    { from: 'w', to: 7, more: [] },
    null,
    5,
    'w',
    ['w', 7],
    {},
    { from: 'w' },
    { from: 'gone', to: [] },
    { from: null, to: null },
];
const names = ['{ "en": "Hello", "de": "Hallo" }', '12', '[ "one", "two" ]', 'Unnamed block', 'Unnamed block', 'again', 'Unnamed block'];
const loose = '8 connections lead from or to no block';

const odd = dataflowOf('odd', 'Odd', oddBlocks('Hello'), oddConnections);
odd.versions.push({ ...odd.versions[0], version: 2, blocks: oddBlocks('Hi') });

const portal = usePortal({
    platform: () => {
        const platform = smallPlatform();
        platform.dataflows.push(odd);
        return platform;
    },
    prepare: connect,
});

const details = (page) => page.getByRole('complementary', { name: 'Details of the block' });

for (const size of ['desktop', 'phone'])
    test(`P3: members of any shape are text on the canvas, in the list and in the details: ${size}`, async () => {
        const page = await portal.open(version('odd', 1), { size });
        await page.locator('.react-flow__node').first().waitFor();
        await settled(page);
        assert.deepEqual(await page.locator('.block-name').allTextContents(), names);
        assert.equal(await page.locator('.react-flow__edge').count(), 5);
        await page.getByText(loose).click();
        await inspect(page, 'any-shape', size);
        await page.getByRole('button', { name: 'List' }).click();
        const rows = page.locator('.block-list button');
        assert.deepEqual(await rows.locator('.strong').allTextContents(), names);
        for (const [index, name] of names.entries()) {
            await rows.nth(index).click();
            await details(page).getByRole('heading', { name, level: 3 }).waitFor();
            assert.deepEqual(JSON.parse(await page.getByRole('region', { name: 'Value of config' }).textContent()), { text: 'Hello' });
            assert.equal(await page.locator('.block-list button[aria-pressed=true]').count(), 1);
            const address = page.url();
            await page.goto(address);
            await details(page).getByRole('heading', { name, level: 3 }).waitFor();
        }
        await inspect(page, 'any-shape-list', size);
    });

test('P3: blocks that are no objects are text too', async () => {
    const page = await portal.open('/nonsense');
    await page.route('**/api/v1/**/dataflows/odd/versions/1', async (route) => {
        const answer = await route.fetch();
        const blocks = ['text', 17, null, true, ['a', { b: 1 }], [], '', {}];
        await route.fulfill({ response: answer, json: { ...(await answer.json()), blocks, connections: { from: 'a' } } });
    });
    await page.goto(`/extensions/neo/ui${version('odd', 1)}`);
    await page.locator('.react-flow__node').first().waitFor();
    const shown = ['text', '17', 'null', 'true', '[ "a", { "b": 1 } ]', '[]', 'Unnamed block', 'Unnamed block'];
    assert.deepEqual(await page.locator('.block-name').allTextContents(), shown);
    await page.locator('.react-flow__node').nth(4).click();
    assert.deepEqual(JSON.parse(await details(page).getByRole('region', { name: 'Value of the block' }).textContent()), ['a', { b: 1 }]);
    await inspect(page, 'any-shape-blocks');
});

test('P5, P6: they are text in the drawer, as added and as changed, and are promoted', async () => {
    const page = await portal.open(version('odd', 1, '/promote?target=acme-uat&application=crm'));
    await becomesReady(page);
    const changes = drawerOf(page).locator('.change');
    assert.deepEqual(await changes.locator('summary .strong').allTextContents(), names);
    await promoteButton(page).click();
    await page.getByRole('heading', { name: 'Promoted to Acme UAT' }).waitFor();
    await page.goto(`/extensions/neo/ui${version('odd', 2, '/promote?target=acme-uat')}`);
    await becomesReady(page);
    assert.deepEqual(
        new Set(await changes.locator('summary .strong').allTextContents()),
        new Set(names.map((name) => name.replace('Hello', 'Hi'))),
    );
    await changes.locator('summary', { hasText: '"Hi"' }).click();
    await drawerOf(page).locator('tr[data-kind=different]').first().waitFor();
    await inspect(page, 'any-shape-drawer');
});

test('nothing was reported as broken', () => assert.deepEqual(portal.complaints, []));
