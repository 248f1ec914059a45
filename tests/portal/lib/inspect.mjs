import assert from 'node:assert/strict';
import { axeFindings, photograph } from './browser.mjs';

/** Between light and dark only colours differ, so these are the rules that can find anything new. */
const colourRules = ['color-contrast', 'link-in-text-block'];

/** The page as it is now, in light and dark: photographed for whoever changes it, free of findings of axe, and no wider than the window. */
export async function inspect(page, name, size = 'desktop') {
    for (const scheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme: scheme });
        await photograph(page, `${name}-${scheme}-${size}`);
        assert.deepEqual(await axeFindings(page, scheme === 'dark' ? colourRules : undefined), [], `${name}, ${scheme}, ${size}`);
    }
    await page.emulateMedia({ colorScheme: 'light' });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(wide, 0, `${name}, ${size}: the page does not scroll sideways`);
}
