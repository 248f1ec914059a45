import { after, before } from 'node:test';
import { startHost } from './host.mjs';
import { openBrowser, sizes } from './browser.mjs';
import { connect, smallPlatform } from './platform.mjs';
import { startProxy } from './proxy.mjs';

const patience_ms = 60_000;

export const base = '/extensions/neo/ui';

/**
 * A host, a browser and people for the tests of one file; `prepare` is what happened on the platform before, `config` is added to the host's, `proxy` is what
 * kind of proxy stands between host and browser. Whatever the page reports as broken (an exception, a violation of its policy) is collected in `complaints`.
 */
export function usePortal({ platform = smallPlatform, prepare = connect, config, proxy } = {}) {
    const portal = { host: undefined, proxy: undefined, browser: undefined, complaints: [] };
    before(async () => {
        portal.host = await startHost(platform(), config);
        await prepare(portal.host);
        if (proxy) portal.proxy = await startProxy(portal.host, proxy);
        portal.browser = await openBrowser();
    });
    after(async () => {
        await portal.browser?.close();
        await portal.proxy?.stop();
        await portal.host?.stop();
    });

    /** A new browser window, `at` where the host is reached; logged in as the person unless there is none. */
    portal.open = async (
        path,
        { as = 'ana', size = 'desktop', scheme = 'light', at = (portal.proxy ?? portal.host).url, ...more } = {},
    ) => {
        const context = await portal.browser.newContext({
            viewport: sizes[size],
            colorScheme: scheme,
            baseURL: at,
            reducedMotion: 'reduce',
            ...more,
        });
        if (as) {
            const answer = await context.request.post(`${at}/api/v1/session`, {
                data: { token: `${as}-token-0123456789` },
                headers: { 'X-Neo-CSRF': '1' },
            });
            if (!answer.ok()) throw new Error(`log-in as ${as}: ${answer.status()}`);
        }
        const page = await context.newPage();
        page.setDefaultTimeout(patience_ms);
        page.on('pageerror', (error) => portal.complaints.push(`exception: ${error.message}`));
        page.on('console', (message) => {
            if (/Content Security Policy|Refused to/i.test(message.text())) portal.complaints.push(message.text());
        });
        await page.goto(at + base + path);
        return page;
    };
    return portal;
}

/** Chooses from a drop-down that can be typed into. */
export async function pick(scope, label, text) {
    const page = scope.page ? scope.page() : scope;
    const field = scope.getByRole('combobox', { name: label, exact: true });
    await field.fill(text);
    await page.getByRole('option', { name: text }).first().click();
}

/** The same of a field whose choices the server searches: a button that opens a search box. */
export async function pickFound(page, label, text) {
    await page.getByRole('combobox', { name: label, exact: true }).click();
    await page.locator('.search-popup').getByRole('combobox').fill(text);
    await page.getByRole('option', { name: text }).first().click();
}

/** Has the text, or comes to have it: names of what a row is about are asked for after the row. */
export const shows = (part, text) => part.filter({ hasText: text }).waitFor();

export const drawerOf = (page) => page.getByRole('dialog', { name: 'Promote Dataflow' });
export const promoteButton = (page) => drawerOf(page).getByRole('button', { name: 'Promote', exact: true });

/** All checks have passed, and the button can be clicked. */
export async function becomesReady(page) {
    await drawerOf(page).getByText('Everything is in order.').waitFor();
    await promoteButton(page).click({ trial: true });
}

export const version = (dataflow, number, more = '') => `/organizations/acme-dev/dataflows/${dataflow}/versions/${number}${more}`;
