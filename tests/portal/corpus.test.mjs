import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { photograph } from './lib/browser.mjs';
import { smallPlatform } from './lib/platform.mjs';
import { usePortal, version } from './lib/portal.mjs';

/* Real dataflows, as untidy as they are. */

function linesOf(file) {
    const path = join(process.env.NEO_CORPUS_DIR ?? '../../../shared/corpus', file);
    if (!existsSync(path)) throw new Error(`${resolve(path)} is missing: set NEO_CORPUS_DIR to the folder of the public example documents`);
    return readFileSync(path, 'utf8').trim().split('\n');
}

const documents = ['n8n.jsonl', 'nodered.jsonl'].flatMap(linesOf).map((line) => JSON.parse(line));
const largest = [...documents].sort((a, b) => b.blocks.length - a.blocks.length).slice(0, 3);
const odd = documents.filter((one) => /[^\x00-\x7f]/.test(one.name)).slice(0, 3);
const chosen = [...largest, ...odd].map((document, index) => ({ ...document, id: `real-${index}` }));

const portal = usePortal({
    platform: () => {
        const platform = smallPlatform();
        for (const { id, name, trigger, tags, blocks, connections } of chosen)
            platform.dataflows.push({
                organization: 'acme-dev',
                id,
                name,
                application: 'crm',
                global: false,
                module: null,
                versions: [{ version: 1, state: 'approved', trigger: { ...trigger, url: `/${id}${trigger.url}` }, tags, blocks, connections }],
            });
        return platform;
    },
    prepare: () => undefined,
});

for (const { id, name, blocks } of chosen)
    test(`a real dataflow is shown with every block: ${name} (${blocks.length})`, async () => {
        const page = await portal.open(version(id, 1));
        await page.locator('.react-flow__node').first().waitFor();
        await photograph(page, `real-${id}`);
        await page.getByRole('button', { name: 'List' }).click();
        assert.equal(await page.locator('.block-list li').count(), blocks.length);
        const index = blocks.findIndex((one) => Object.keys(one.config ?? {}).length > 0);
        await page.locator('.block-list button').nth(index).click();
        const shown = await page.getByRole('region', { name: 'Value of config' }).textContent();
        const first = blocks.findIndex((one) => one.id === blocks[index].id);
        assert.deepEqual(JSON.parse(shown), blocks[first].config);
    });

test('nothing was reported as broken', () => assert.deepEqual(portal.complaints, []));
