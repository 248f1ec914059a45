import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { travelled } from '../../testing/fake-data';
import { renderApp } from '../../testing/render-app';

const attempt = '0193a7b2-1c2d-7e3f-8a4b-5c6d7e8f9012';

async function openPalette(path = '/organizations/acme-dev/history') {
    const { user, fake } = renderApp(path, (one) => {
        travelled(one.data);
        one.data.promotions[0]!.id = attempt;
    });
    await screen.findByRole('heading', { level: 1 });
    await user.keyboard('{Control>}k{/Control}');
    const field = await screen.findByRole('combobox', { name: 'Organization, dataflow, version, promotion or page' });
    await waitFor(() => expect(document.activeElement).toBe(field));
    return { user, fake };
}

const isAt = (path: RegExp) => waitFor(() => expect(location.pathname).toMatch(path));

test('control and K open it, words in any order find an organization, Enter leads there', async () => {
    const { user } = await openPalette();
    await user.keyboard('uat acme');
    expect((await screen.findByRole('option', { name: /Acme UAT/ })).hasAttribute('data-highlighted')).toBe(true);
    await user.keyboard('{Enter}');
    await isAt(/acme-uat\/dataflows$/);
    expect(screen.queryByRole('dialog')).toBeNull();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 })));
});

test.each([
    ['welcome', /Welcome mail/, /acme-dev\/dataflows\/welcome$/],
    ['welcome v2', /Welcome mail v2/, /acme-dev\/dataflows\/welcome\/versions\/2$/],
    [attempt, /Audit trail v1/, new RegExp(`history/${attempt}$`)],
    ['mapping org', /Org Mapping/, /acme-dev\/mappings$/],
    ['board', /Board/, /acme-dev\/board$/],
])('%s leads to what is meant', async (text, option, path) => {
    const { user } = await openPalette();
    await user.keyboard(text);
    await screen.findByRole('option', { name: option });
    await user.keyboard('{Enter}');
    await isAt(path);
});

test('Enter does nothing before there is what was typed', async () => {
    const { user } = await openPalette();
    await user.keyboard('welcome{Enter}');
    expect(location.pathname).toMatch(/acme-dev\/history$/);
    await screen.findByRole('option', { name: /Welcome mail/ });
    await user.keyboard('zzz');
    expect(await screen.findByText('Nothing of that name.')).toBeDefined();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('the theme is chosen and the session ended from there', async () => {
    const { user, fake } = await openPalette();
    await user.keyboard('dark{Enter}');
    await waitFor(() => expect(document.documentElement.dataset.theme).toBe('dark'));
    expect(screen.queryByRole('dialog')).toBeNull();
    fake.override = (request) =>
        request.method === 'DELETE'
            ? Response.json({ status: 500, code: 'internal_error', detail: 'Not now.' }, { status: 500 })
            : undefined;
    await user.click(screen.getByRole('button', { name: 'Go to' }));
    await user.keyboard('log out{Enter}');
    expect((await within(await screen.findByRole('dialog')).findByRole('alert')).textContent).toBe('Not now.');
});
