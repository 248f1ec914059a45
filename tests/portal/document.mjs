import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { api, startHost } from './lib/host.mjs';
import { openBrowser, settled, sizes } from './lib/browser.mjs';

/*
 * Photographs the demo platform for the documentation: `NEO_BUILD_DIR=build/release node document.mjs`. A font with Chinese characters
 * must be there (Debian's fonts-wqy-microhei), else those of a name are empty boxes.
 */

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const folder = here('../../plugin/portal/docs/');
const token = 'demo-only-token-of-ana';
const ui = '/extensions/neo/ui/organizations/acme-dev';

const host = await startHost(JSON.parse(readFileSync(here('../../packaging/demo/platform.json'), 'utf8')));
const types = { dev: 'dev', sit: 'sit', uat: 'uat', automation: 'automation', prod: 'prod', demo: 'demo' };
for (const [name, type] of Object.entries(types)) await host.call(token, 'PUT', `${api}/organizations/acme-${name}/registration`, { type });
const related = { dev: ['sit', 'uat', 'prod'], sit: ['automation', 'prod'], uat: ['automation', 'prod'], prod: ['demo'] };
for (const [source, targets] of Object.entries(related))
    for (const target of targets)
        await host.call(token, 'POST', `${api}/organizations/acme-${source}/mappings`, { target: `acme-${target}`, relation: 'default' });
/** Some of these are refused, as some are in real life. */
const promote = (dataflow, version, target, application) =>
    host
        .call(token, 'POST', `${api}/promotions`, {
            source: { organization: 'acme-dev', dataflow, version },
            target: { organization: target, application },
        })
        .catch(() => undefined);
await promote('welcome', 1, 'acme-uat', 'crm');
await promote('parcel-event', 1, 'acme-sit', 'logistics');
await promote('price-feed', 1, 'acme-sit', 'shop');
await promote('points-balance', 1, 'acme-sit', 'crm');
await promote('newsletter', 1, 'acme-uat', 'crm');
await promote('returns', 1, 'acme-uat', 'shop');

const browser = await openBrowser();
async function photograph(name, path, { scheme = 'light', size = 'desktop', as = token, prepare } = {}) {
    const context = await browser.newContext({ viewport: sizes[size], colorScheme: scheme, baseURL: host.url, reducedMotion: 'reduce' });
    if (as) await context.request.post('/api/v1/session', { data: { token: as }, headers: { 'X-Neo-CSRF': '1' } });
    const page = await context.newPage();
    await page.goto(ui + path);
    await page.getByRole('heading').first().waitFor();
    await settled(page);
    await prepare?.(page);
    await settled(page);
    await page.mouse.move(0, 0);
    await page.screenshot({ path: `${folder}${name}.png`, animations: 'disabled' });
    await context.close();
}

const isReady = (page) => page.getByText('Everything is in order.').waitFor();

mkdirSync(folder, { recursive: true });
await photograph('log-in', '/dataflows', { as: null });
await photograph('dataflows', '/dataflows');
const stripIsThere = (page) => page.locator('.version-strip li').first().waitFor();
await photograph('version', '/dataflows/welcome/versions/1', { prepare: stripIsThere });
await photograph('promote', '/dataflows/welcome/versions/2/promote?target=acme-uat', {
    prepare: async (page) => {
        await page.locator('.change[data-kind=changed] summary').first().click();
        await isReady(page);
    },
});
await photograph('home', '/dataflows', { prepare: (page) => page.goto('/extensions/neo/ui/') });
await photograph('board', '/board');
await photograph('spread', '/dataflows/welcome/spread');
await photograph('mapping-current', '/mappings');
await photograph('mapping-related', '/mappings/related');
await photograph('map', '/map');
await photograph('history', '/history');
await photograph('dark', '/map', { scheme: 'dark' });
await photograph('phone', '/dataflows/welcome/versions/1', { size: 'phone', prepare: stripIsThere });
await photograph('promoted', '/dataflows/welcome/versions/2/promote?target=acme-uat', {
    prepare: async (page) => {
        await isReady(page);
        await page.getByRole('button', { name: 'Promote', exact: true }).click();
        await page.getByRole('heading', { name: 'Promoted to Acme UAT' }).waitFor();
    },
});
await browser.close();
await host.stop();
