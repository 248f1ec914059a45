import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { travelled } from '../../testing/fake-data';
import { renderApp } from '../../testing/render-app';

const rows = () =>
    within(screen.getByRole('table', { name: 'Organizations' }))
        .getAllByRole('row')
        .slice(1);
const cellsOf = (column: string) =>
    rows().map(
        (row) =>
            row.querySelector(`[data-column=name] .strong`)!.textContent + ': ' + row.querySelector(`[data-column=${column}]`)!.textContent,
    );

test('T4, H1: organizations tell how many custom applications they have, and what was promoted last, each an order', async () => {
    const { user } = renderApp('/organizations', ({ data }) => {
        travelled(data);
        data.promotions[1]!.status = 'refused';
    });
    await screen.findByRole('table', { name: 'Organizations' });
    const heading = (name: string) => screen.getByRole('columnheader', { name });
    await user.click(within(heading('Applications')).getByRole('button'));
    await waitFor(() =>
        expect(cellsOf('applications')).toEqual(['Acme Lab: –', 'Acme Prod: –', 'Acme SIT: None', 'Acme Dev: 2', 'Acme UAT: 2']),
    );
    const last = within(heading('Last promotion')).getByRole('button');
    await user.click(last);
    await user.click(last);
    await waitFor(() => expect(cellsOf('last')[0]).toMatch(/^Acme Dev: .*Went out$/));
    expect(cellsOf('last')[2]).toMatch(/^Acme SIT: .*Came in, refused$/);
    expect(within(rows()[2]!).getAllByRole('link').at(-1)!.getAttribute('href')).toMatch(/acme-sit\/history\/p2$/);
});

test('T4: those without a custom application are a filter', async () => {
    renderApp('/organizations?lack=application');
    expect(await screen.findByText('1 of 5 organizations')).toBeDefined();
    expect(cellsOf('name').join()).toContain('Acme SIT');
});
