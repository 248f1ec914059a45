import assert from 'node:assert/strict';

const mostTabs = 60;
const hasFocus = (locator) => locator.evaluate((one) => one === document.activeElement);

/** Presses Tab until the focus is there; nothing else moves it. */
export async function reach(page, locator) {
    await locator.waitFor();
    for (let pressed = 0; pressed < mostTabs; pressed++) {
        if (await hasFocus(locator)) return;
        await page.keyboard.press('Tab');
    }
    assert.fail(`${locator} was not reached by Tab`);
}

/** Waits until the focus is there. */
export const gets = async (page, locator) => page.waitForFunction((one) => one === document.activeElement, await locator.elementHandle());
