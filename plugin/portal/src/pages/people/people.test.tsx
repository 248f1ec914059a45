import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { mapped } from '../../testing/fake-data';
import { renderApp } from '../../testing/render-app';

test('A1, A2: who may do what stands in words, and is searched by name and id', async () => {
    const { user } = renderApp('/organizations/acme-dev/people');
    const table = await screen.findByRole('table', { name: 'People' });
    expect(
        within(table)
            .getAllByRole('columnheader')
            .map((one) => one.textContent),
    ).toEqual(['Person', 'May view', 'May edit', 'May administer', 'May promote']);
    const row = within(table).getByText('Ben Okafor').closest<HTMLElement>('[role=row]')!;
    const marks = within(row).getAllByLabelText(/^(Yes|No)$/);
    expect(marks.map((one) => one.getAttribute('aria-label'))).toEqual(['Yes', 'No', 'No', 'Yes']);
    await user.type(screen.getByLabelText('Search people'), 'vic');
    await waitFor(() => expect(within(screen.getByRole('table', { name: 'People' })).getAllByRole('row').length).toBe(2));
    expect(location.search).toBe('?search=vic');
});

test('A1, A2: who may promote into an organization has Neo Promote in both, along a relation', async () => {
    const { fake, client } = renderApp('/organizations/acme-uat/people', ({ data }) => mapped(data));
    const promoters = await screen.findByRole('list', { name: 'May promote from Acme Dev' });
    expect(
        within(promoters)
            .getAllByRole('listitem')
            .map((one) => one.textContent),
    ).toEqual(['Ana (ana)']);
    expect(screen.getByRole('link', { name: 'Relations of Acme Dev' }).getAttribute('href')).toMatch(
        /acme-dev\/mappings\/related\?search=acme-uat$/,
    );
    fake.data.people['acme-uat']![1]!.permissions.push('neo.promote');
    await client.invalidateQueries({ queryKey: ['people'] });
    await waitFor(() => expect(within(promoters).getAllByRole('listitem').length).toBe(2));
});

test('A1, M5: where no relation leads nobody may promote', async () => {
    renderApp('/organizations/acme-dev/people');
    expect(await screen.findByText(/^Nobody: no relation that you may see leads here/)).toBeDefined();
});

test('A1: where the platform does not tell who has which permission, the page says so', async () => {
    renderApp('/organizations/acme-lab/people');
    expect(await screen.findByText('This platform does not say who has which permission')).toBeDefined();
});

test('A3: without the permission to view or to administer nothing is asked, and the page says what is missing', async () => {
    const asked: string[] = [];
    renderApp('/organizations/acme-dev/people', (fake) => {
        fake.data.me.organizations[0]!.permissions = ['neo.promote'];
        fake.override = ({ url }) => {
            if (url.includes('/people')) asked.push(url);
            return undefined;
        };
    });
    expect(await screen.findByText(/Who may do what is not shown\. You need the Neo view permission in Acme Dev/)).toBeDefined();
    expect(within(screen.getByRole('navigation', { name: 'Main' })).queryByRole('link', { name: 'People' })).toBeNull();
    expect(asked).toEqual([]);
});
