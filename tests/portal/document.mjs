import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { api, startHost } from './lib/host.mjs';
import { openBrowser, sizes } from './lib/browser.mjs';

/* Photographs the demo platform for the documentation: `NEO_BUILD_DIR=build/release node document.mjs`. */

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const folder = here('../../plugin/portal/docs/');
const token = 'demo-token-of-ana';
const ui = '/extensions/neo/ui/organizations/acme-dev';

const host = await startHost(JSON.parse(readFileSync(here('../../packaging/demo/platform.json'), 'utf8')));
const types = { dev: 'dev', sit: 'sit', uat: 'uat', automation: 'automation', prod: 'prod', demo: 'demo' };
for (const [name, type] of Object.entries(types)) await host.call(token, 'PUT', `${api}/organizations/acme-${name}/registration`, { type });
const related = { dev: ['sit', 'uat', 'prod'], sit: ['automation', 'prod'], uat: ['automation', 'prod'], prod: ['demo'] };
for (const [source, targets] of Object.entries(related))
    for (const target of targets) await host.call(token, 'POST', `${api}/organizations/acme-${source}/mappings`, { target: `acme-${target}`, relation: 'default' });
/** Some of these are refused, as some are in real life. */
const promote = (dataflow, version, target, application) =>
    host.call(token, 'POST', `${api}/promotions`, { source: { organization: 'acme-dev', dataflow, version }, target: { organization: target, application } }).catch(() => undefined);
await promote('welcome', 1, 'acme-uat', 'crm');
await promote('parcel-event', 1, 'acme-sit', 'logistics');
await promote('price-feed', 1, 'acme-sit', 'shop');
await promote('points-balance', 1, 'acme-sit', 'crm');
await promote('newsletter', 1, 'acme-uat', 'crm');
await promote('returns', 1, 'acme-uat', 'shop');

const browser = await openBrowser();
async function photograph(name, path, { scheme = 'light', size = 'desktop', prepare } = {}) {
    const context = await browser.newContext({ viewport: sizes[size], colorScheme: scheme, baseURL: host.url, reducedMotion: 'reduce' });
    await context.request.post('/api/v1/session', { data: { token } });
    const page = await context.newPage();
    await page.goto(ui + path);
    await page.waitForLoadState('networkidle');
    await prepare?.(page);
    await page.screenshot({ path: `${folder}${name}.png`, animations: 'disabled' });
    await context.close();
}

mkdirSync(folder, { recursive: true });
await photograph('dataflows', '/dataflows');
await photograph('version', '/dataflows/welcome/versions/1');
await photograph('promote', '/dataflows/welcome/versions/2/promote?target=acme-uat', {
    prepare: async (page) => {
        await page.locator('.change[data-kind=changed] summary').first().click();
        await page.getByText('Everything is in order.').waitFor();
    },
});
await photograph('map', '/map', { scheme: 'dark' });
await photograph('history', '/history', { scheme: 'dark' });
await photograph('phone', '/dataflows/welcome/versions/1', { size: 'phone' });
await browser.close();
await host.stop();
