import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { problem } from '../testing/fake-api';
import { renderApp } from '../testing/render-app';

test('a deep link opens after the log-in, and the token is kept nowhere', async () => {
    const { user } = renderApp('/organizations/acme-dev/mappings', (fake) => {
        fake.data.loggedIn = false;
    });
    await user.type(await screen.findByLabelText('Access token'), 'wrong');
    await user.click(screen.getByRole('button', { name: 'Log in' }));
    expect(await screen.findByText(/This token is not known/)).toBeDefined();
    await user.clear(screen.getByLabelText('Access token'));
    await user.type(screen.getByLabelText('Access token'), 'secret-token');
    await user.click(screen.getByRole('button', { name: 'Log in' }));
    expect(await screen.findByRole('heading', { name: 'Organization Mapping Management' })).toBeDefined();
    expect(JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]) + document.cookie + location.href).not.toContain(
        'secret-token',
    );
});

test('a session that ends asks for the log-in over the page, and keeps what was typed', async () => {
    const { user, fake } = renderApp('/organizations/acme-dev/mappings/related?dialog=add');
    const dialog = await screen.findByRole('dialog', { name: 'Add Related Organization' });
    await user.selectOptions(within(dialog).getByLabelText('Relation Type'), 'sibling');
    fake.data.loggedIn = false;
    await user.type(within(dialog).getByLabelText('Target Organization'), 'UAT');
    const login = await screen.findByRole('dialog', { name: 'Your session has ended' });
    await user.type(within(login).getByLabelText('Access token'), 'good');
    await user.click(within(login).getByRole('button', { name: 'Log in' }));
    await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Your session has ended' })).toBeNull());
    expect(screen.getByLabelText<HTMLSelectElement>('Relation Type').value).toBe('sibling');
});

test('M4, P3: a target that is not registered by now is told at its field', async () => {
    const { user, fake } = renderApp('/organizations/acme-dev/mappings/related?dialog=add');
    const dialog = await screen.findByRole('dialog', { name: 'Add Related Organization' });
    const target = within(dialog).getByLabelText('Target Organization');
    await user.type(target, 'SIT');
    await user.click(await screen.findByRole('option', { name: /Acme SIT/ }));
    await user.selectOptions(within(dialog).getByLabelText('Relation Type'), 'default');
    fake.data.organizations.find((one) => one.id === 'acme-sit')!.registration = null;
    await user.click(within(dialog).getByRole('button', { name: 'Add Relation' }));
    const error = await within(dialog).findByRole('alert');
    expect(error.textContent).toContain('is not registered');
    expect(target.getAttribute('aria-describedby')).toContain(error.id);
    expect((target as HTMLInputElement).value).toBe('Acme SIT');
});

test('a list that could not be loaded says why, and loads when tried again', async () => {
    const { user, fake } = renderApp('/organizations/acme-dev/history', (one) => {
        one.override = (request) =>
            request.url.includes('/promotions') ? problem(500, 'internal_error', 'The store is away.') : undefined;
    });
    expect(await screen.findByText('The store is away.')).toBeDefined();
    fake.override = undefined;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Nothing was promoted yet')).toBeDefined();
});

test('an address that leads nowhere says so', async () => {
    renderApp('/organizations/acme-dev/nonsense');
    expect(await screen.findByRole('heading', { name: 'Page not found' })).toBeDefined();
});

test('an organization that is unknown, or hidden, is not found', async () => {
    renderApp('/organizations/secret/mappings');
    expect((await screen.findAllByText('Not found')).length).toBeGreaterThan(0);
});
