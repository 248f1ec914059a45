import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from './lib/inspect.mjs';
import { reach } from './lib/keyboard.mjs';
import { usePortal } from './lib/portal.mjs';

const portal = usePortal();
const dashed = (page) => page.getByLabel('Acme Dev to Acme Prod, cannot be promoted along');
const reason = (page) => page.locator('.neighbour[data-chosen]', { hasText: 'Acme Prod' }).getByText('The hierarchy does not let');

test('O6: an arrow that cannot be promoted along tells the reason when it is chosen, by mouse', async () => {
    const page = await portal.open('/organizations/acme-uat/map?focus=acme-dev');
    const middle = await dashed(page)
        .locator('path')
        .first()
        .evaluate((path) => {
            const { x, y } = path.getPointAtLength(path.getTotalLength() / 2).matrixTransform(path.getScreenCTM());
            return { x, y };
        });
    await page.mouse.click(middle.x, middle.y);
    await reason(page).waitFor();
    assert.match(page.url(), /focus=acme-dev&to=acme-prod/);
    await inspect(page, 'map-arrow');
});

test('O6: and by keyboard', async () => {
    const page = await portal.open('/organizations/acme-dev/map');
    await reach(page, dashed(page));
    await page.keyboard.press('Enter');
    await reason(page).waitFor();
});

test('M1: the neighbourhood goes from one organization to the next, and back', async () => {
    const page = await portal.open('/organizations/acme-dev/map');
    const side = (name) => page.getByRole('region', { name });
    await side('Promotes to').getByRole('button', { name: 'Acme UAT', exact: true }).click();
    await page.getByRole('heading', { name: 'Acme UAT', exact: true }).waitFor();
    await side('Receives from').getByRole('region', { name: 'Dev' }).getByRole('button', { name: 'Acme Dev', exact: true }).waitFor();
    await side('Receives from').getByRole('button', { name: 'Acme Dev to Acme UAT, can be promoted along' }).click();
    await page.getByText('It can be promoted along.').waitFor();
    await inspect(page, 'map-source');
    await page.goBack();
    await page.getByRole('heading', { name: 'Acme Dev', exact: true }).waitFor();
});

test('M1: all mappings are counted by type; a number shows those, and the address keeps it', async () => {
    for (const size of ['desktop', 'phone']) {
        const page = await portal.open('/organizations/acme-dev/map?view=table', { size });
        await page.getByRole('button', { name: '2 from Dev to UAT' }).click();
        await page.getByText('2 of 5 mappings').waitFor();
        await page.getByLabel('Promotable').selectOption('Promotable');
        await page.getByText('1 of 5 mappings').waitFor();
        await inspect(page, 'map-table-filtered', size);
        await page.reload();
        await page.getByText('1 of 5 mappings').waitFor();
        assert.equal(await page.locator('[data-kind=map] .table-row').count(), 1);
    }
});

test('nothing was reported as broken', () => assert.deepEqual(portal.complaints, []));
