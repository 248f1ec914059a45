import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { problem } from '../testing/fake-api';
import { at } from '../testing/fake-data';
import { renderApp } from '../testing/render-app';

test('of the person before nothing stays when another logs in over the page', async () => {
    const { user, fake, client } = renderApp('/organizations/acme-dev/mappings/related?dialog=add');
    await user.selectOptions(await screen.findByLabelText('Relation Type'), 'sibling');
    fake.data.loggedIn = false;
    void client.invalidateQueries({ queryKey: ['mappings'] });
    const login = await screen.findByRole('dialog', { name: 'Your session has ended' });
    fake.data.me = {
        user: { id: 'vic', name: 'Vic' },
        host_admin: false,
        organizations: [{ id: 'acme-dev', name: 'Acme Dev', permissions: ['neo.view', 'neo.admin'] }],
    };
    fake.data.changes = [
        {
            id: 'c1',
            organization: 'acme-dev',
            kind: 'registered',
            actor: 'someone-else',
            actor_name: null,
            at: at(1),
            target: null,
            before: null,
            after: 'dev',
        },
    ];
    await user.type(within(login).getByLabelText('Access token'), 'of-vic');
    await user.click(within(login).getByRole('button', { name: 'Log in' }));
    await waitFor(() => expect(screen.getByLabelText('Account of Vic')).toBeDefined());
    expect(await screen.findByText('someone-else')).toBeDefined();
    expect((await screen.findByLabelText<HTMLSelectElement>('Relation Type')).value).toBe('');
});

test('a log-out that fails says that one is still logged in', async () => {
    const { user } = renderApp('/', (fake) => {
        fake.override = (request) =>
            request.method === 'DELETE' ? problem(503, 'host_unavailable', 'The host does not answer.') : undefined;
    });
    await user.click(await screen.findByText('Log out'));
    await waitFor(() => expect(screen.getByText(/You are still logged in/).textContent).toContain('The host does not answer.'));
});
