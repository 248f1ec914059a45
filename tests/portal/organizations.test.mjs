import assert from 'node:assert/strict';
import { test } from 'node:test';
import { usePortal } from './lib/portal.mjs';

const portal = usePortal();
const rows = (page) => page.locator('[data-kind=organizations] .table-row');
const names = async (page) => (await rows(page).locator('.strong').allInnerTexts()).map((name) => name.slice(0, 13));
const becomes = async (page, count) => {
    await page.waitForFunction((count) => document.querySelectorAll('[data-kind=organizations] .table-row').length === count, count);
    return names(page);
};

test('O1, O2, M1: organizations are counted and filtered by type and by what they lack, and the address keeps it', async () => {
    const page = await portal.open('/organizations');
    await becomes(page, 8);
    await page.getByRole('navigation', { name: 'Type' }).getByRole('link', { name: 'UAT 2' }).click();
    assert.deepEqual(await becomes(page, 2), ['Acme Far away', 'Acme UAT']);
    await page.getByText('2 of 8 organizations').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByLabel('What is missing').selectOption('Neo not enabled');
    assert.deepEqual(await becomes(page, 1), ['Acme Old']);
    await page.reload();
    assert.deepEqual(await becomes(page, 1), ['Acme Old']);
});

test('M1: organizations are ordered by a column, in both directions', async () => {
    const page = await portal.open('/organizations?type=uat');
    const column = page.getByRole('columnheader', { name: 'Targets out' });
    await column.getByRole('button').click();
    await page.waitForURL(/sort=targets/);
    assert.deepEqual(await names(page), ['Acme Far away', 'Acme UAT']);
    await column.getByRole('button').click();
    await page.waitForURL(/sort=-targets/);
    assert.deepEqual(await names(page), ['Acme UAT', 'Acme Far away']);
    assert.equal(await column.getAttribute('aria-sort'), 'descending');
    await rows(page).first().getByRole('link', { name: 'Targets of Acme UAT: 1' }).click();
    await page.getByRole('heading', { name: 'Organization Mapping Management' }).waitFor();
});

test('nothing was reported as broken', () => assert.deepEqual(portal.complaints, []));
