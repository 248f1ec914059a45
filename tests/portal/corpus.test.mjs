import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { photograph, sizes } from './lib/browser.mjs';
import { dataflowOf, outOfSight, readableScale, startsOf } from './lib/canvas.mjs';
import { smallPlatform } from './lib/platform.mjs';
import { base, usePortal, version } from './lib/portal.mjs';

/* Real dataflows, as untidy as they are. */

function linesOf(file) {
    const path = join(process.env.NEO_CORPUS_DIR ?? '../../../shared/corpus', file);
    if (!existsSync(path)) throw new Error(`${resolve(path)} is missing: set NEO_CORPUS_DIR to the folder of the public example documents`);
    return readFileSync(path, 'utf8').trim().split('\n');
}

const documents = ['n8n.jsonl', 'nodered.jsonl'].flatMap(linesOf).map((line, index) => ({ ...JSON.parse(line), id: `real-${index}` }));
const largest = [...documents].sort((a, b) => b.blocks.length - a.blocks.length).slice(0, 3);
const odd = documents.filter((one) => /\P{ASCII}/u.test(one.name)).slice(0, 3);

const portal = usePortal({
    platform: () => {
        const platform = smallPlatform();
        for (const { id, name, trigger, tags, blocks, connections } of documents)
            platform.dataflows.push(dataflowOf(id, name, blocks, connections, { ...trigger, url: `/${id}${trigger.url}` }, tags));
        return platform;
    },
    prepare: () => undefined,
});

for (const { id, name, blocks } of [...largest, ...odd])
    test(`a real dataflow is shown with every block: ${name} (${blocks.length})`, async () => {
        const page = await portal.open(version(id, 1));
        await page.locator('.react-flow__node').first().waitFor();
        await photograph(page, `real-${id}`);
        await page.getByRole('button', { name: 'List' }).click();
        assert.equal(await page.locator('.block-list li').count(), blocks.length);
        const index = blocks.findIndex((one) => Object.keys(one.config ?? {}).length > 0);
        await page.locator('.block-list button').nth(index).click();
        const shown = await page.getByRole('region', { name: 'Value of config' }).textContent();
        assert.deepEqual(JSON.parse(shown), blocks[index].config);
    });

/** Goes to a page as a link does, and waits until its canvas has taken the place of the last one. */
async function goTo(page, path) {
    await page.evaluate((path) => {
        document.querySelector('.canvas').dataset.last = '';
        window.scrollTo(0, 0);
        history.pushState(null, '', path);
        dispatchEvent(new PopStateEvent('popstate'));
    }, base + path);
    await page.locator('.canvas:not([data-last]) .react-flow__node').first().waitFor({ state: 'attached' });
}

for (const size of Object.keys(sizes))
    test(`U1: of every real dataflow the first block is in sight when its page opens, ${size}`, async () => {
        const page = await portal.open(version('welcome', 1), { size });
        await page.locator('.react-flow__node').first().waitFor();
        const lost = [];
        for (const document of documents) {
            await goTo(page, version(document.id, 1));
            const { hidden, scale } = await page.evaluate(outOfSight, startsOf(document));
            if (hidden.length > 0 || scale < readableScale)
                lost.push(`${document.id} (${document.blocks.length} blocks): ${hidden}, scale ${scale}`);
        }
        console.log(`first block in sight, ${size}: ${documents.length - lost.length} of ${documents.length}`);
        assert.deepEqual(lost, []);
    });

test('nothing was reported as broken', () => assert.deepEqual(portal.complaints, []));
