import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gets, reach } from './lib/keyboard.mjs';
import { becomesReady, drawerOf, promoteButton, usePortal, version } from './lib/portal.mjs';

const portal = usePortal();
const link = (page) => page.getByRole('link', { name: /^Promote dataflow( \(promoted before\))?$/ });

test('P4, P5, P6: a version is promoted with Tab, Enter and Escape alone', async () => {
    const page = await portal.open(version('orders', 2));
    await reach(page, link(page));
    await page.keyboard.press('Enter');
    const target = drawerOf(page).getByRole('combobox', { name: 'Target Organization' });
    await reach(page, target);
    await page.keyboard.type('Acme UAT');
    await page.getByRole('option', { name: /Acme UAT/ }).waitFor();
    await page.keyboard.press('Enter');
    const application = drawerOf(page).getByRole('combobox', { name: 'Target Application' });
    await reach(page, application);
    await page.keyboard.type('Shop');
    await page.getByRole('option', { name: 'Shop' }).waitFor();
    await page.keyboard.press('Enter');
    await becomesReady(page);
    await reach(page, promoteButton(page));
    await page.keyboard.press('Enter');
    const outcome = page.getByRole('heading', { name: 'Promoted to Acme UAT' });
    await outcome.waitFor();
    await gets(page, outcome);
    await page.keyboard.press('Escape');
    await drawerOf(page).waitFor({ state: 'hidden' });
    await gets(page, link(page));
});

test('the focus stays in the drawer, in both directions, and comes back to what opened it', async () => {
    const page = await portal.open(version('orders', 1));
    await reach(page, link(page));
    await page.keyboard.press('Enter');
    await drawerOf(page).getByRole('combobox', { name: 'Target Organization' }).waitFor();
    for (const key of ['Tab', 'Shift+Tab']) {
        const reached = new Set();
        for (let pressed = 0; pressed < 12; pressed++) {
            await page.keyboard.press(key);
            await page.waitForFunction(() => document.activeElement.closest('[role=dialog]'));
            reached.add(await page.evaluate(() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent));
        }
        assert.ok(reached.has('Close') && reached.has('Cancel'), `${key} goes round: ${[...reached]}`);
    }
    await page.keyboard.press('Escape');
    await drawerOf(page).waitFor({ state: 'hidden' });
    await gets(page, link(page));
});

test('the focus goes into a dialog of the mapping page, and comes back', async () => {
    const page = await portal.open('/organizations/acme-dev/mappings/related');
    const button = page.getByRole('button', { name: 'Add Relation' });
    await reach(page, button);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Add Related Organization' });
    await gets(page, dialog.getByRole('combobox', { name: 'Target Organization' }));
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await gets(page, button);
});

test('nothing was reported as broken', () => assert.deepEqual(portal.complaints, []));
