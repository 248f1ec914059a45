import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { problem, type FakeApi } from '../../testing/fake-api';
import { mapped as map } from '../../testing/fake-data';
import { renderApp } from '../../testing/render-app';

const drawer = '/organizations/acme-dev/dataflows/welcome/versions/1/promote?target=acme-uat&application=crm';

const mapped = (fake: FakeApi) => map(fake.data);

const promoteButton = () => screen.findByRole<HTMLButtonElement>('button', { name: 'Promote' });
const promoteIsReady = () => waitFor(async () => expect((await promoteButton()).disabled).toBe(false));

test('P5, P6: promotes, names what was created, and turns the icon yellow', async () => {
    const { user } = renderApp(drawer, mapped);
    await promoteIsReady();
    await user.click(await promoteButton());
    expect(await screen.findByRole('heading', { name: 'Promoted to Acme UAT' })).toBeDefined();
    expect(screen.getByRole('link', { name: 'Approved version 1' })).toBeDefined();
    expect(screen.getByRole('link', { name: 'Draft version 2' })).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Done' }));
    const icon = await screen.findByRole('link', { name: 'Promote dataflow (promoted before)' });
    expect(icon.dataset.promoted).toBe('true');
});

test.each([
    ['prod', 'Nothing is promoted from Prod'],
    ['automation', 'Nothing is promoted from Automation'],
    [null, 'Register this organization first'],
    ['dev', 'There is nowhere to promote to yet'],
] as const)('T3: without a target the reason is that of an organization registered as %s', async (type, reason) => {
    renderApp('/organizations/acme-dev/dataflows/welcome/versions/1/promote', (fake) => {
        const organization = fake.data.organizations.find((one) => one.id === 'acme-dev')!;
        organization.registration = type && {
            type,
            registered_at: '2026-11-24T10:00:00.000000Z',
            registered_by: 'ana',
            registered_by_name: 'Ana',
        };
    });
    expect(await screen.findByText(reason)).toBeDefined();
});

test('R1: another order of blocks, another module and global are no "same content"', async () => {
    renderApp(drawer, (fake) => {
        mapped(fake);
        fake.override = (request) =>
            request.url.endsWith('/preflight')
                ? Response.json({
                      promotable: true,
                      failures: [],
                      warnings: [],
                      route: { application: 'crm', dataflow: 'welcome', routed: true, reason: 'there' },
                      changes: {
                          against: { dataflow: 'welcome', version: 1, state: 'approved' },
                          blocks: { added: [], removed: [], changed: [] },
                          connections: { added: [], removed: [] },
                          order: true,
                          module: { before: null, after: 'loyalty' },
                          global: { before: true, after: false },
                      },
                  })
                : undefined;
    });
    expect(await screen.findByText('the blocks in another order, module loyalty instead of no module, no longer global.')).toBeDefined();
});

test('T4: without a custom application the field is empty, says what to do, and nothing can be promoted', async () => {
    renderApp(drawer.replace('acme-uat', 'acme-sit'), mapped);
    expect(await screen.findByText(/There is no custom application/)).toBeDefined();
    expect((await promoteButton()).disabled).toBe(true);
});

test('T5: the application is locked where the trigger already lives, and the reason is told', async () => {
    renderApp(drawer, (fake) => {
        mapped(fake);
        fake.override = (request) =>
            request.url.includes('/applications')
                ? Response.json({
                      items: [{ id: 'shop', name: 'Shop' }],
                      next_cursor: null,
                      locked_to: { application: 'shop', dataflow: 'w', reason: 'Shop holds POST /welcome.' },
                      message: null,
                  })
                : undefined;
    });
    expect(await screen.findByText('Shop holds POST /welcome.')).toBeDefined();
    const field = screen.getByRole<HTMLInputElement>('combobox', { name: 'Target Application' });
    expect(field.disabled).toBe(true);
    expect(field.value).toBe('Shop');
});

test('V2: every failed check is shown with its remedy', async () => {
    const failures = [
        { code: 'different_cluster', message: 'Other cluster.', remedy: 'Choose another target.' },
        { code: 'library_blocks_present', message: 'Library blocks.', remedy: 'Take them out.', blocks: ['b9'] },
    ];
    renderApp(drawer, (fake) => {
        mapped(fake);
        fake.override = (request) =>
            request.url.endsWith('/preflight')
                ? Response.json({ promotable: false, failures, warnings: [], route: null, changes: null })
                : undefined;
    });
    for (const text of ['Other cluster.', 'Choose another target.', 'Library blocks.', 'Take them out.'])
        expect(await screen.findByText(text)).toBeDefined();
    expect((await promoteButton()).disabled).toBe(true);
});

test('a target that changed meanwhile is told in place, and what was chosen stays', async () => {
    const { user, fake } = renderApp(drawer, mapped);
    await promoteIsReady();
    fake.override = (request) =>
        request.method === 'POST' && request.url.endsWith('/promotions')
            ? problem(409, 'target_changed', 'x', {
                  failures: [{ code: 'target_changed', message: 'The target changed.', remedy: 'Look again.' }],
              })
            : undefined;
    await user.click(await promoteButton());
    const alert = await screen.findByRole('alert');
    expect(within(alert).getByText('The target changed.')).toBeDefined();
    expect(screen.getByRole<HTMLInputElement>('combobox', { name: 'Target Organization' }).value).toBe('Acme UAT');
    expect(screen.getByRole<HTMLInputElement>('combobox', { name: 'Target Application' }).value).toBe('CRM');
});

test('a host that does not answer loses nothing, and the same button promotes afterwards', async () => {
    const { user, fake } = renderApp(drawer, mapped);
    await promoteIsReady();
    fake.override = (request) =>
        request.method === 'POST' && request.url.endsWith('/promotions')
            ? problem(503, 'host_unavailable', 'The host does not answer.')
            : undefined;
    await user.click(await promoteButton());
    expect(await screen.findByText('The host does not answer.')).toBeDefined();
    fake.override = undefined;
    await promoteIsReady();
    await user.click(await promoteButton());
    expect(await screen.findByRole('heading', { name: 'Promoted to Acme UAT' })).toBeDefined();
});

test('a refusal and the checks tell each failure once, and checking again clears it', async () => {
    const { user, fake } = renderApp(drawer, mapped);
    await promoteIsReady();
    const failures = [{ code: 'neo_not_enabled', message: 'Neo is off there.', remedy: 'Enable it.' }];
    fake.override = (request) =>
        request.url.endsWith('/preflight')
            ? Response.json({ promotable: false, failures, warnings: [], route: null, changes: null })
            : request.method === 'POST'
              ? problem(422, 'neo_not_enabled', 'Neo is off there.', { failures })
              : undefined;
    await user.click(await promoteButton());
    expect(await screen.findByText('It was not promoted')).toBeDefined();
    await waitFor(() => expect(screen.queryByText('Checking…')).toBeNull());
    expect(screen.getAllByText('Neo is off there.').length).toBe(1);
    fake.override = undefined;
    await user.click(screen.getByRole('button', { name: 'Check again' }));
    expect(await screen.findByText('Everything is in order.')).toBeDefined();
    expect(screen.queryByText('It was not promoted')).toBeNull();
});

test('a refusal that no longer holds does not stand beside "Everything is in order"', async () => {
    const { user, fake } = renderApp(drawer, mapped);
    await promoteIsReady();
    fake.override = (request) =>
        request.method === 'POST' && request.url.endsWith('/promotions')
            ? problem(409, 'target_changed', 'The target changed.')
            : undefined;
    await user.click(await promoteButton());
    expect(await screen.findByText(/Nothing stands against it by now/)).toBeDefined();
    expect(screen.queryByText('Everything is in order.')).toBeNull();
});

test('while it promotes, nothing can be chosen that would drop the outcome', async () => {
    let release = () => {};
    const { user, fake } = renderApp(drawer, mapped);
    await promoteIsReady();
    fake.override = (request) =>
        request.method === 'POST' && request.url.endsWith('/promotions')
            ? new Promise<undefined>((resolve) => (release = () => resolve(undefined)))
            : undefined;
    await user.click(await promoteButton());
    await screen.findByRole('button', { name: 'Promoting' });
    for (const name of ['Target Organization', 'Target Application'])
        expect(screen.getByRole<HTMLInputElement>('combobox', { name }).disabled).toBe(true);
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Check again' }).disabled).toBe(true);
    fake.override = undefined;
    release();
    expect(await screen.findByRole('heading', { name: 'Promoted to Acme UAT' })).toBeDefined();
    expect(screen.getByText(/application CRM/)).toBeDefined();
});

test('A8: who was refused too often is told how long to wait, and what was chosen stays', async () => {
    const { user, fake } = renderApp(drawer, mapped);
    await promoteIsReady();
    const detail = 'You tried too often what you have no permission for. Try again in 40 s, or ask for the permission.';
    fake.override = (request) =>
        request.method === 'POST' && request.url.endsWith('/promotions') ? problem(429, 'too_many_refusals', detail) : undefined;
    await user.click(await promoteButton());
    expect(await screen.findByText(detail)).toBeDefined();
    expect(screen.getByRole<HTMLInputElement>('combobox', { name: 'Target Organization' }).value).toBe('Acme UAT');
});

test('A7: a refusal by something that may not be seen says where it is, and that alone', async () => {
    const failures = [{ code: 'application_not_custom', organization: 'acme-uat' }];
    renderApp(drawer, (fake) => {
        mapped(fake);
        fake.override = (request) =>
            request.url.endsWith('/preflight')
                ? Response.json({ promotable: false, failures, warnings: [], route: null, changes: null })
                : undefined;
    });
    expect(await screen.findByText('Something in organization acme-uat stands in the way (application not custom).')).toBeDefined();
    expect(screen.getByText('Who may see that organization is told what.')).toBeDefined();
});

test('A2: a permission that came meanwhile is seen when the checks are made again', async () => {
    const { user, fake } = renderApp(drawer, (one) => {
        mapped(one);
        one.data.me.organizations.find(({ id }) => id === 'acme-uat')!.permissions = ['neo.view'];
        one.override = (request) =>
            request.url.endsWith('/preflight')
                ? Response.json({
                      promotable: false,
                      failures: [{ code: 'promote_permission_missing', message: 'No permission.', remedy: 'Ask for it.' }],
                      warnings: [],
                      route: null,
                      changes: null,
                  })
                : undefined;
    });
    expect(await screen.findByText('No permission.')).toBeDefined();
    const button = await promoteButton();
    expect(button.disabled).toBe(true);
    expect(button.title).toBe('You need the Neo Promote permission in Acme UAT.');
    expect(document.getElementById(button.getAttribute('aria-describedby')!)!.textContent).toBe(button.title);
    expect(screen.queryByRole('combobox', { name: 'Target Application' })).toBeNull();
    fake.data.me = {
        ...fake.data.me,
        organizations: fake.data.me.organizations.map((one) => ({ ...one, permissions: ['neo.view', 'neo.promote'] })),
    };
    fake.override = undefined;
    await user.click(screen.getByRole('button', { name: 'Check again' }));
    await promoteIsReady();
    expect(screen.queryByText('You need the Neo Promote permission in Acme UAT.')).toBeNull();
});

test('P3, P6: the focus begins in the field, Ctrl+Enter promotes once all is in order, and the outcome names and leads to what was made', async () => {
    const { user, fake } = renderApp('/organizations/acme-dev/dataflows/welcome/versions/1/promote', mapped);
    const field = await screen.findByRole('combobox', { name: 'Target Organization' });
    await waitFor(() => expect(document.activeElement).toBe(field));
    await user.keyboard('{Control>}{Enter}{/Control}');
    await user.type(field, 'uat{Enter}');
    await user.type(await screen.findByRole('combobox', { name: 'Target Application' }), 'crm{Enter}');
    const promote = screen.getByRole<HTMLButtonElement>('button', { name: 'Promote' });
    await waitFor(() => expect(promote.disabled).toBe(false));
    expect(fake.data.promotions).toEqual([]);
    await user.keyboard('{Control>}{Enter}{Enter}{/Control}');
    expect(await screen.findByRole('heading', { name: 'Promoted to Acme UAT' })).toBeDefined();
    expect(screen.getByRole('link', { name: 'Welcome mail' }).getAttribute('href')).toMatch(/acme-uat\/dataflows\/welcome$/);
    expect(fake.data.promotions.length).toBe(1);
});
