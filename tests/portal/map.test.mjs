import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from './lib/inspect.mjs';
import { reach } from './lib/keyboard.mjs';
import { usePortal } from './lib/portal.mjs';

const portal = usePortal();
const dashed = (page) => page.getByLabel('Acme Dev to Acme Prod, cannot be promoted along');
const reason = (page) => page.locator('.panel-mappings [data-chosen]', { hasText: 'Acme Prod' }).getByText('The hierarchy does not let');

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

test('nothing was reported as broken', () => assert.deepEqual(portal.complaints, []));
