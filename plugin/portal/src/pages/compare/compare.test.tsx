import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { travelled } from '../../testing/fake-data';
import { renderApp } from '../../testing/render-app';

const compare = (path: string) => renderApp(`/organizations/${path}/compare`, (fake) => travelled(fake.data));

test('a version is compared with the one that it came from, line beside line', async () => {
    const { user } = compare('acme-uat/dataflows/welcome/versions/4');
    expect(await screen.findByText('1 block changed.')).toBeDefined();
    await user.click(screen.getByText('Send the mail'));
    const values = screen.getByRole('region', { name: 'Values on each side' });
    expect(
        within(values)
            .getAllByRole('columnheader')
            .map((one) => one.textContent),
    ).toEqual(['welcome v1, Acme Dev', 'welcome v4, Acme UAT']);
    expect(within(values).getByText(/"retries":/, { selector: '[data-side=before]' }).textContent).toMatch(/1$/);
    expect(within(values).getByText(/"retries":/, { selector: '[data-side=after]' }).textContent).toMatch(/4$/);
});

test('one that was written here is compared with what is chosen, which stands in the address', async () => {
    const { user } = compare('acme-dev/dataflows/welcome/versions/2');
    expect(await screen.findByText('Compared with what?')).toBeDefined();
    await screen.findByRole('option', { name: 'v1, Approved' });
    await user.selectOptions(screen.getByRole('combobox', { name: 'Version' }), '1');
    await waitFor(() => expect(location.search).toBe('?organization=acme-dev&dataflow=welcome&version=1'));
    expect(await screen.findByText('1 block changed.')).toBeDefined();
    await user.selectOptions(screen.getByRole('combobox', { name: 'Version' }), '2');
    expect(await screen.findByText('Both have the same content.')).toBeDefined();
});
