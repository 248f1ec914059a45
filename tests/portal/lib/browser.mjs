import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const artifacts = process.env.NEO_ARTIFACTS;

/** The distribution's Chromium, without anything that talks to the outside. */
export const openBrowser = (more = []) =>
    chromium.launch({
        executablePath: process.env.NEO_CHROMIUM ?? '/usr/bin/chromium',
        args: [
            '--headless',
            '--no-sandbox',
            '--disable-gpu',
            '--disable-quic',
            '--no-first-run',
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
            ...more,
        ],
    });

export const sizes = { desktop: { width: 1360, height: 900 }, phone: { width: 390, height: 844 } };

/** Nothing loads any more, and the letters are those of the portal. */
export const settled = (page) => page.waitForFunction(() => !document.querySelector('.loading') && document.fonts.status === 'loaded');

/** Saves what the page looks like now, as a file that names page, state and look. */
export async function photograph(page, name) {
    if (!artifacts) return;
    mkdirSync(artifacts, { recursive: true });
    await page.screenshot({ path: join(artifacts, `${name}.png`), animations: 'disabled' });
}

/**
 * What axe finds on the page, as readable lines, by all of its rules or those named. Runs in an isolated world, so the page's policy stays as it is.
 */
export async function axeFindings(page, rules) {
    if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
    const { violations } = await page.evaluate(
        (rules) =>
            globalThis.axe.run(document, { resultTypes: ['violations'], ...(rules ? { runOnly: { type: 'rule', values: rules } } : {}) }),
        rules,
    );
    return violations.map(
        (one) =>
            `${one.id} (${one.impact}): ${one.nodes
                .map((node) => `${node.target.join(' ')} — ${node.any[0]?.message ?? node.all[0]?.message ?? ''}`)
                .slice(0, 4)
                .join(' | ')}`,
    );
}
