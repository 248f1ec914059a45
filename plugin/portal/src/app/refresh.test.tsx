import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { problem } from '../testing/fake-api';
import { mapped } from '../testing/fake-data';
import { renderApp } from '../testing/render-app';

const outOfDate = /it could not be loaded again/;

test('a refresh that fails leaves the page, and says so until it succeeds', async () => {
    const { user, fake, client } = renderApp('/organizations/acme-dev/mappings');
    await user.selectOptions(await screen.findByLabelText('Organization Type'), 'prod');
    fake.override = (request) =>
        request.url.endsWith('/organizations/acme-dev') ? problem(500, 'internal_error', 'The store is away.') : undefined;
    void client.invalidateQueries({ queryKey: ['organizations'] });
    expect((await screen.findByText(outOfDate)).textContent).toContain('The store is away.');
    expect(screen.getByLabelText<HTMLSelectElement>('Organization Type').value).toBe('prod');
    fake.override = undefined;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(screen.queryByText(outOfDate)).toBeNull());
    expect(screen.getByLabelText<HTMLSelectElement>('Organization Type').value).toBe('prod');
});

test('what came of a promotion stays when the version cannot be read again', async () => {
    const { user, fake } = renderApp(
        '/organizations/acme-dev/dataflows/welcome/versions/1/promote?target=acme-uat&application=crm',
        (one) => mapped(one.data),
    );
    const promote = await screen.findByRole<HTMLButtonElement>('button', { name: 'Promote' });
    await waitFor(() => expect(promote.disabled).toBe(false));
    fake.override = (request) => (request.url.endsWith('/versions/1') ? problem(500, 'internal_error', 'The store is away.') : undefined);
    await user.click(promote);
    expect(await screen.findByRole('heading', { name: 'Promoted to Acme UAT' })).toBeDefined();
    expect(await screen.findByText(outOfDate)).toBeDefined();
    expect(screen.getByRole('heading', { name: 'Promoted to Acme UAT' })).toBeDefined();
});

test('a session that ends leaves the drawer as it is, below the log-in', async () => {
    const { user, fake, client } = renderApp('/organizations/acme-dev/dataflows/welcome/versions/1/promote?target=acme-uat', (one) =>
        mapped(one.data),
    );
    await screen.findByRole('combobox', { name: 'Target Application' });
    fake.data.loggedIn = false;
    void client.invalidateQueries();
    const login = await screen.findByRole('dialog', { name: 'Your session has ended' });
    expect(screen.getByText('Promote Dataflow')).toBeDefined();
    await user.type(within(login).getByLabelText('Access token'), 'good');
    await user.click(within(login).getByRole('button', { name: 'Log in' }));
    await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Your session has ended' })).toBeNull());
    expect(screen.getByRole<HTMLInputElement>('combobox', { name: 'Target Organization' }).value).toBe('Acme UAT');
});

test('a further page that fails leaves the list, is not asked for over and over, and loads when tried again', async () => {
    let asked = 0;
    const { user, fake } = renderApp('/organizations/acme-dev/dataflows', (one) => {
        const [first] = one.data.dataflows;
        one.data.dataflows = Array.from({ length: 110 }, (_, index) => ({ ...first!, id: `flow-${index}`, name: `Flow ${index}` }));
        one.override = (request) => {
            if (!request.url.includes('cursor=')) return undefined;
            asked += 1;
            return problem(500, 'internal_error', 'The store is away.');
        };
    });
    expect(await screen.findByText(/The rest could not be loaded/)).toBeDefined();
    expect(within(screen.getByRole('table', { name: 'Dataflows' })).getAllByText(/^Flow/).length).toBeGreaterThan(0);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(asked).toBe(1);
    fake.override = undefined;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(screen.queryByText(/The rest could not be loaded/)).toBeNull());
});

test('while another filter is asked for, the rows of the one before are marked as such', async () => {
    let answer = () => {};
    const { user } = renderApp('/organizations/acme-dev/dataflows', (one) => {
        one.override = (request) =>
            request.url.includes('state=live')
                ? new Promise<Response>((resolve) => (answer = () => resolve(Response.json({ items: [], next_cursor: null }))))
                : undefined;
    });
    const row = await screen.findByText('Welcome mail');
    expect(row.closest('[aria-busy]')).toBeNull();
    await user.selectOptions(screen.getByLabelText('State'), 'live');
    await waitFor(() => expect(screen.getByText('Welcome mail').closest('[aria-busy=true]')).not.toBeNull());
    answer();
    expect((await screen.findByText('No dataflow matches')).closest('[aria-busy]')).toBeNull();
});
