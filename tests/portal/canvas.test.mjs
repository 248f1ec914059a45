import assert from 'node:assert/strict';
import { test } from 'node:test';
import { photograph, settled, sizes } from './lib/browser.mjs';
import { outOfSight, readableScale, shapedDataflows, shapes } from './lib/canvas.mjs';
import { inspect } from './lib/inspect.mjs';
import { gets, reach } from './lib/keyboard.mjs';
import { smallPlatform } from './lib/platform.mjs';
import { usePortal, version } from './lib/portal.mjs';

const portal = usePortal({
    platform: () => {
        const platform = smallPlatform();
        platform.dataflows.push(...shapedDataflows);
        return platform;
    },
});

const node = (page, index) => page.locator(`.react-flow__node[data-id="${index}"]`);
const minimap = (page) => page.getByRole('img', { name: 'Map of all blocks' });
const finder = (page) => page.getByRole('searchbox', { name: 'Find a block' });
const details = (page) => page.getByRole('complementary', { name: 'Details of the block' });
const fullScreen = (page) => page.getByRole('dialog', { name: /^Blocks of / });
const transform = (page) => page.locator('.react-flow__viewport').evaluate((one) => getComputedStyle(one).transform);

async function laidOut(page) {
    await page.locator('.react-flow__node').first().waitFor();
    await settled(page);
}

const isInWindow = (locator) =>
    locator.evaluate((one) => {
        const { top, bottom, left, right } = one.getBoundingClientRect();
        return top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth;
    });

for (const size of Object.keys(sizes))
    for (const [name, [count]] of Object.entries(shapes))
        test(`U1: the canvas starts where the flow starts, and a worker laid it out: ${name}, ${size}`, async () => {
            const page = await portal.open('/nonsense', { size });
            const workers = [];
            page.on('worker', (worker) => workers.push(worker.url()));
            await page.goto(`/extensions/neo/ui${version(name, 1)}`);
            await laidOut(page);
            await photograph(page, `canvas-${name}-${size}`);
            const { hidden, scale } = await page.evaluate(outOfSight, [0]);
            assert.deepEqual(hidden, []);
            assert.ok(scale >= readableScale, `scale ${scale}`);
            assert.equal(workers.length, 1);
            assert.match(workers[0], /\/layout-worker-[^/]*\.js$/);
            assert.equal(await minimap(page).isVisible(), size === 'desktop' && count > 20);
            await page.context().close();
        });

/** Lets the worker's file wait, or fail. */
async function withheld(page) {
    let go;
    const held = new Promise((resolve) => (go = resolve));
    await page.route('**/layout-worker-*', async (route) => ((await held) === 'fail' ? route.abort() : route.continue()));
    return go;
}

test('U1: while 1,000 blocks are laid out the page says so and can be used', async () => {
    const page = await portal.open('/nonsense');
    const go = await withheld(page);
    await page.goto(`/extensions/neo/ui${version('tree-1000', 1)}`);
    await page.getByRole('status').filter({ hasText: 'Laying out 1000 blocks…' }).waitFor();
    await inspect(page, 'canvas-laying-out');
    assert.equal(await page.locator('.react-flow').count(), 0, 'nothing but the worker lays out');
    await page.getByRole('button', { name: 'List' }).click();
    assert.equal(await page.locator('.block-list li').count(), 1000);
    await page.getByRole('button', { name: 'Canvas', exact: true }).click();
    go();
    await laidOut(page);
    assert.deepEqual((await page.evaluate(outOfSight, [0])).hidden, []);
});

test('P3: when the layout fails the page says so, and it can be asked for again', async () => {
    const page = await portal.open('/nonsense');
    const go = await withheld(page);
    await page.goto(`/extensions/neo/ui${version('welcome', 1)}`);
    await page.getByText('Laying out 4 blocks…').waitFor();
    go('fail');
    await page.getByText('The blocks could not be laid out').waitFor();
    await inspect(page, 'canvas-failed');
    await page.unroute('**/layout-worker-*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await laidOut(page);
});

test('U1: a block is found with the keyboard alone: told of, gone to, in the middle, opened', async () => {
    const page = await portal.open(version('tree-1000', 1));
    await laidOut(page);
    await reach(page, finder(page));
    await page.keyboard.type('script 99');
    const told = page.locator('.block-find [role=status]');
    await told.filter({ hasText: '19 blocks found' }).waitFor();
    await inspect(page, 'canvas-hits');
    const isInTheMiddle = async (index) => {
        const [block, whole] = [await node(page, index).boundingBox(), await page.locator('.canvas').boundingBox()];
        const off = (from, size) => Math.abs(block[from] + block[size] / 2 - (whole[from] + whole[size] / 2));
        assert.ok(off('x', 'width') < 3 && off('y', 'height') < 3, `block ${index} is in the middle`);
        assert.ok(await isInWindow(node(page, index)));
    };
    const expected = [99, 199, 299];
    for (const [at, index] of expected.entries()) {
        await page.keyboard.press('Enter');
        await told.filter({ hasText: `${at + 1} of 19: Block ${index}` }).waitFor();
        await gets(page, node(page, index));
        await isInTheMiddle(index);
    }
    await page.keyboard.press('Shift+Enter');
    await gets(page, node(page, 199));
    await inspect(page, 'canvas-found');
    await page.keyboard.press('Space');
    await details(page).getByRole('heading', { name: 'Block 199' }).waitFor();
    await page.keyboard.press('/');
    await gets(page, finder(page));
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('nowhere');
    await told.filter({ hasText: 'No blocks found' }).waitFor();
});

test('U1: by pointer the same: next, previous, and the focus is at the block when its details close', async () => {
    const page = await portal.open(version('fan-out-40', 1));
    await laidOut(page);
    await finder(page).fill('b39');
    await page.getByRole('button', { name: 'Next block found' }).click();
    await gets(page, node(page, 39));
    await node(page, 39).click();
    await details(page).getByRole('heading', { name: 'Block 39' }).waitFor();
    await details(page).getByRole('button', { name: 'Close details' }).click();
    await gets(page, node(page, 39));
});

test('U1: an address with a block opens the canvas at that block', async () => {
    const page = await portal.open(version('chain-1000', 1, '?block=b700'));
    await laidOut(page);
    assert.deepEqual((await page.evaluate(outOfSight, [700])).hidden, []);
    await page.getByRole('button', { name: 'Start of the flow' }).click();
    await node(page, 0).waitFor();
    assert.deepEqual((await page.evaluate(outOfSight, [0])).hidden, []);
});

for (const size of Object.keys(sizes))
    test(`U1: full screen fills the window, Escape leaves it, and the focus returns: ${size}`, async () => {
        const page = await portal.open(version('fan-out-40', 1), { size });
        await laidOut(page);
        const button = page.getByRole('button', { name: 'Full screen' });
        await reach(page, button);
        await page.keyboard.press('Enter');
        await fullScreen(page).waitFor();
        await laidOut(page);
        assert.deepEqual((await page.evaluate(outOfSight, [0])).hidden, []);
        const { width, height } = await page.locator('.canvas[data-full]').boundingBox();
        assert.ok(width > sizes[size].width * 0.9 && height > sizes[size].height * 0.75, `${width} × ${height}`);
        await inspect(page, 'canvas-full', size);
        for (let pressed = 0; pressed < 70; pressed++) {
            await page.keyboard.press('Tab');
            await page.waitForFunction(() => document.activeElement.closest('[role=dialog]'));
        }
        await finder(page).fill('Block 33');
        await finder(page).press('Enter');
        await gets(page, node(page, 33));
        await page.keyboard.press('Space');
        await details(page).getByRole('heading', { name: 'Block 33' }).waitFor();
        assert.ok(await isInWindow(details(page)));
        await inspect(page, 'canvas-full-details', size);
        await page.keyboard.press('Escape');
        await fullScreen(page).waitFor({ state: 'hidden' });
        await gets(page, button);
        await laidOut(page);
        assert.deepEqual((await page.evaluate(outOfSight, [33])).hidden, [], 'the canvas stayed where it was');
    });

test('U1: the map of all blocks shows where one is, and takes one elsewhere', async () => {
    const page = await portal.open(version('tree-1000', 1));
    await laidOut(page);
    await minimap(page).waitFor();
    assert.equal(await page.locator('.react-flow__minimap-node').count(), 1000);
    await inspect(page, 'canvas-map');
    const before = await transform(page);
    const { x, y, width, height } = await minimap(page).boundingBox();
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width / 2, y + height / 2 + 20, { steps: 4 });
    await page.mouse.up();
    assert.notEqual(await transform(page), before);
});

test('U1: in forced colours blocks, lines, hits, the selected block and the map can be told', async () => {
    const page = await portal.open(version('fan-out-40', 1, '?block=b1'), { forcedColors: 'active' });
    await laidOut(page);
    await finder(page).fill('Block 2');
    await page.locator('.block[data-hit]').first().waitFor();
    await photograph(page, 'canvas-forced-colours');
    const outline = (selector) =>
        page
            .locator(selector)
            .first()
            .evaluate((one) => getComputedStyle(one).outlineStyle);
    assert.equal(await outline('.block[data-hit]:not([data-selected])'), 'dashed');
    assert.equal(await outline('.block[data-selected]'), 'solid');
    const colours = await page.evaluate(() => {
        const of = (selector, property) => getComputedStyle(document.querySelector(selector))[property];
        return {
            back: of('.react-flow__minimap', 'backgroundColor'),
            block: of('.react-flow__minimap-node', 'fill'),
            line: of('.react-flow__edge-path', 'stroke'),
        };
    });
    assert.notEqual(colours.block, colours.back);
    assert.notEqual(colours.line, colours.back);
});

/** Neither page nor canvas moves by itself any more: none scrolls on, and no layout follows. */
const resting = (page) =>
    page.evaluate(async () => {
        const place = () =>
            [scrollY, ...[...document.querySelectorAll('.react-flow__viewport')].map((one) => getComputedStyle(one).transform)].join();
        const pause = () => new Promise((resolve) => setTimeout(resolve, 250));
        for (let before = ''; before !== place(); await pause()) before = place();
    });

/** Fingers that move over the screen, as the browser itself gets them, and rest before they leave it, so that nothing scrolls on. */
async function swipe(page, fingers, by) {
    await resting(page);
    const session = await page.context().newCDPSession(page);
    const at = (moved) => fingers.map(({ x, y }, id) => ({ x: x + moved * by.x, y: y + moved * by.y, id }));
    const touch = (type, moved) => session.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : at(moved) });
    await touch('touchStart', 0);
    for (let step = 1; step <= 10; step++) await touch('touchMove', step / 10);
    await page.waitForTimeout(200);
    await touch('touchEnd', 1);
    await resting(page);
}

test('U1: on a phone a swipe over the canvas scrolls the page, two fingers move the canvas, and in full screen one does', async () => {
    const page = await portal.open(version('tree-1000', 1), { size: 'phone', hasTouch: true, isMobile: true });
    await laidOut(page);
    await resting(page);
    const { x, y, width } = await page.locator('.canvas').boundingBox();
    const [left, right] = [
        { x: x + width / 4, y: y + 220 },
        { x: x + width / 2, y: y + 220 },
    ];
    const opened = await transform(page);
    await swipe(page, [left], { x: 0, y: -200 });
    await page.waitForFunction(() => scrollY > 100);
    assert.equal(await transform(page), opened, 'the canvas stayed');
    await page.evaluate(() => scrollTo(0, 0));
    await page.waitForFunction(() => scrollY === 0);
    await swipe(page, [left, right], { x: 0, y: -120 });
    assert.notEqual(await transform(page), opened, 'two fingers moved the canvas');
    assert.equal(await page.evaluate(() => scrollY), 0, 'the page stayed');
    await page.getByRole('button', { name: 'Full screen' }).click();
    await fullScreen(page).locator('.react-flow__node').first().waitFor();
    await laidOut(page);
    await resting(page);
    const full = await transform(page);
    await swipe(page, [{ x: 60, y: 500 }], { x: 80, y: -160 });
    assert.notEqual(await transform(page), full, 'one finger moved the canvas');
});

test('U1: on a phone the details of a block open in sight', async () => {
    const page = await portal.open(version('tree-1000', 1), { size: 'phone', hasTouch: true, isMobile: true });
    await laidOut(page);
    await node(page, 0).tap();
    await details(page).getByRole('heading', { name: 'Block 0' }).waitFor();
    await page.waitForFunction(() => document.querySelector('.block-details').getBoundingClientRect().bottom <= innerHeight + 1);
    await inspect(page, 'canvas-details', 'phone');
});

test('nothing was reported as broken', () => assert.deepEqual(portal.complaints, []));
