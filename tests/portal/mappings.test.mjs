import assert from 'node:assert/strict';
import { test } from 'node:test';
import { api } from './lib/host.mjs';
import { inspect } from './lib/inspect.mjs';
import { pick, usePortal } from './lib/portal.mjs';

const portal = usePortal({ prepare: () => undefined });

/** Acme Dev and what it can be related to, with these relations and no others, whatever was there before. */
async function given(relations) {
    for (const [org, type] of Object.entries({ 'acme-dev': 'dev', 'acme-uat': 'uat', 'acme-prod': 'prod' }))
        await portal.host.call('ana-token-0123456789', 'PUT', `${api}/organizations/${org}/registration`, { type });
    const { items } = await portal.host.call('ana-token-0123456789', 'GET', `${api}/organizations/acme-dev/mappings`);
    for (const { target } of items)
        await portal.host.call('ana-token-0123456789', 'DELETE', `${api}/organizations/acme-dev/mappings/${target}`);
    for (const [target, relation] of Object.entries(relations))
        await portal.host.call('ana-token-0123456789', 'POST', `${api}/organizations/acme-dev/mappings`, { target, relation });
}

const listBecomes = (page, count) => page.waitForFunction((count) => document.querySelectorAll('.mapping').length === count, count);

const current = (org) => `/organizations/${org}/mappings`;
const related = (org) => `/organizations/${org}/mappings/related`;

async function register(page, type, button = 'Register Organization Mapping') {
    await page.getByLabel('Organization Type').selectOption(type);
    await page.getByRole('button', { name: button }).click();
    if (button === 'Change type') await page.getByRole('button', { name: `Change to ${type}` }).click();
    await page.getByRole('heading', { name: `is registered as ${type}` }).waitFor();
}

test('P1: an organization is selected, and the menu leads to its mapping page', async () => {
    const page = await portal.open('/');
    await page.getByRole('combobox', { name: 'Select your organization' }).click();
    await page.getByPlaceholder('Find an organization').fill('uat');
    await page.getByRole('option', { name: /Acme UAT/ }).click();
    await page.getByRole('heading', { name: 'Dataflows' }).waitFor();
    const menu = page.getByRole('button', { name: 'Menu' });
    await menu.click();
    assert.equal(await page.getByRole('link', { name: 'Org Mapping' }).isVisible(), false);
    await menu.click();
    await page.getByRole('link', { name: 'Org Mapping' }).click();
    await page.getByRole('heading', { name: 'Organization Mapping Management' }).waitFor();
    assert.match(page.url(), /acme-uat\/mappings$/);
});

test('P2, O1, O3: an organization is registered with one of six types, and the type is shown', async () => {
    const page = await portal.open(current('acme-sit'));
    await page.getByRole('heading', { name: 'Acme SIT is not registered yet' }).waitFor();
    const types = await page.getByLabel('Organization Type').locator('option').allTextContents();
    assert.deepEqual(types.slice(1), ['Dev', 'SIT', 'UAT', 'Automation', 'Demo', 'Prod']);
    await page.getByRole('button', { name: 'Register Organization Mapping' }).click();
    await page.getByText('Choose the type of this organization.').waitFor();
    await register(page, 'SIT');
    await register(page, 'Dev', 'Change type');
    await page.getByText('changed the type from SIT to Dev').waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Acme SIT is registered as Dev' }).waitFor();
});

test('O2: an organization without Neo is told so in place', async () => {
    const page = await portal.open(current('acme-old'));
    await page.getByText('Neo is not enabled on this organization.').waitFor();
    await page.getByLabel('Organization Type').selectOption('Dev');
    await page.getByRole('button', { name: 'Register Organization Mapping' }).click();
    await page.locator('.field-error').waitFor();
    await inspect(page, 'mapping-current-error');
    assert.equal(await page.getByLabel('Organization Type').inputValue(), 'dev', 'what was chosen stays');
});

async function addRelation(page, target, relation) {
    const dialog = page.getByRole('dialog', { name: 'Add Related Organization' });
    if (!(await dialog.isVisible())) await page.getByRole('button', { name: 'Add Relation' }).click();
    await pick(dialog, 'Target Organization', target);
    await dialog.getByLabel('Relation Type').selectOption(relation);
    await dialog.getByRole('button', { name: 'Add Relation' }).click();
    return dialog;
}

test('M3: a source that is not registered cannot be mapped, and the way leads to its registration', async () => {
    const page = await portal.open(related('acme-lab'));
    await page.getByRole('button', { name: 'Add Relation' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add Related Organization' });
    await dialog.getByText('Acme Lab is not registered yet').waitFor();
    await inspect(page, 'mapping-add-unregistered');
    await dialog.getByRole('link', { name: 'Register Acme Lab' }).click();
    await page.getByRole('heading', { name: 'Acme Lab is not registered yet' }).waitFor();
});

test('M4, M6, P3: a target that is not registered, has no Neo or is related already says so, and cannot be chosen', async () => {
    await given({ 'acme-uat': 'default' });
    const page = await portal.open(related('acme-dev'));
    await page.getByRole('button', { name: 'Add Relation' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add Related Organization' });
    await dialog.getByRole('button', { name: /^Show choices/ }).click();
    for (const [name, reason] of [
        [/Acme Far away/, 'Not registered'],
        [/Acme Old/, 'Neo is not enabled'],
        [/Acme UAT/, 'Is related already'],
    ]) {
        const option = page.getByRole('option', { name });
        await option.getByText(reason).first().waitFor();
        assert.equal(await option.getAttribute('aria-disabled'), 'true');
    }
    await inspect(page, 'mapping-add-choices');
});

test('M4: a target that is not registered any more is told at its field', async () => {
    await given({});
    const page = await portal.open(related('acme-dev'));
    await page.getByRole('button', { name: 'Add Relation' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add Related Organization' });
    await pick(dialog, 'Target Organization', 'Acme Prod');
    await dialog.getByLabel('Relation Type').selectOption('Default');
    await portal.host.call('ana-token-0123456789', 'DELETE', `${api}/organizations/acme-prod/registration`);
    await dialog.getByRole('button', { name: 'Add Relation' }).click();
    await dialog
        .getByRole('alert')
        .getByText(/registered/i)
        .waitFor();
    await inspect(page, 'mapping-add-refused');
    assert.equal(await dialog.getByLabel('Relation Type').inputValue(), 'default', 'what was chosen stays');
});

test('M1, M2, M5: relations are added one after another, with a warning for a sibling of another type', async () => {
    await given({});
    const page = await portal.open(related('acme-dev'));
    const dialog = await addRelation(page, 'Acme UAT', 'Default');
    await dialog.getByText('Acme UAT is related now.').waitFor();
    await dialog.getByRole('button', { name: 'Add another' }).click();
    await addRelation(page, 'Acme Prod', 'Sibling');
    await dialog.getByText('Acme Prod is related now.').waitFor();
    assert.equal(await dialog.locator('.failures-warning li').count(), 1);
    await inspect(page, 'mapping-add-warning');
    await dialog.getByRole('button', { name: 'Done' }).click();
    await listBecomes(page, 2);
    await page.locator('.mapping', { hasText: 'Acme UAT' }).getByText('Can be promoted to').waitFor();
});

test('M7: a relation is changed and removed, and it is on record who did', async () => {
    await given({ 'acme-uat': 'default', 'acme-prod': 'sibling' });
    const page = await portal.open(related('acme-dev'));
    const newest = page.locator('.changes li').first();
    await page.getByLabel('Relation Type of Acme UAT').selectOption('Sibling');
    await page.getByRole('dialog').getByText('Sibling is meant for organizations at the same level').waitFor();
    await inspect(page, 'mapping-change-relation');
    await page.getByRole('button', { name: 'Change to Sibling' }).click();
    await newest.getByText('changed the relation to Acme UAT from Default to Sibling').waitFor();
    await page.getByRole('button', { name: 'Remove Acme Prod' }).click();
    const dialog = page.getByRole('dialog', { name: 'Remove the relation to Acme Prod?' });
    await dialog.getByRole('button', { name: 'Keep it' }).click();
    await listBecomes(page, 2);
    await page.getByRole('button', { name: 'Remove Acme Prod' }).click();
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await newest.getByText('removed the relation to Acme Prod').waitFor();
    await listBecomes(page, 1);
});

test('M7: a registration made by mistake is taken back, and it is on record who did', async () => {
    await given({});
    const page = await portal.open(current('acme-uat'));
    await page.getByRole('button', { name: 'Take the registration back' }).click();
    const dialog = page.getByRole('dialog', { name: 'Take the registration of Acme UAT back?' });
    await inspect(page, 'mapping-take-back');
    await dialog.getByRole('button', { name: 'Take it back' }).click();
    await page.getByRole('heading', { name: 'Acme UAT is not registered yet' }).waitFor();
    await page.locator('.changes li').first().getByText('took the registration as UAT back').waitFor();
    await register(page, 'UAT');
});

test('M7: before a registered type is changed it is said what that does to the relations', async () => {
    await given({ 'acme-uat': 'default' });
    for (const size of ['desktop', 'phone']) {
        const page = await portal.open(current('acme-uat'), { size });
        await page.getByLabel('Organization Type').selectOption('Prod');
        await page.getByRole('button', { name: 'Change type' }).click();
        const dialog = page.getByRole('dialog', { name: 'Change Acme UAT from UAT to Prod?' });
        await dialog.getByText('1 source may no longer promote here').waitFor();
        await dialog.getByText('Acme Dev').waitFor();
        await inspect(page, 'mapping-change-type', size);
        await dialog.getByRole('button', { name: 'Keep it' }).click();
        await dialog.waitFor({ state: 'hidden' });
        await page.getByRole('heading', { name: 'Acme UAT is registered as UAT' }).waitFor();
    }
});

test('M2: a sibling over types is told in the list too, and after a type changed', async () => {
    await given({ 'acme-prod': 'sibling' });
    const page = await portal.open(related('acme-dev'));
    await page.locator('.mapping', { hasText: 'Acme Prod' }).getByText('these are of type Dev and Prod').waitFor();
    const registration = await portal.open(current('acme-dev'));
    await register(registration, 'SIT', 'Change type');
    await registration.getByText('these are of type SIT and Prod').waitFor();
    await inspect(registration, 'mapping-type-warning');
});

test('A4: whoever lacks the Neo admin permission sees everything, can change nothing, and is told why', async () => {
    await given({ 'acme-uat': 'default' });
    const page = await portal.open(related('acme-dev'), { as: 'vic' });
    await page.getByText('You need the Neo admin permission in Acme Dev').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Add Relation' }).count(), 0);
    assert.equal(await page.getByRole('button', { name: /Remove/ }).count(), 0);
});

test('nothing was reported as broken', () => assert.deepEqual(portal.complaints, []));
