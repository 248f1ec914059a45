import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { FakeApi } from '../../testing/fake-api';
import { mapped } from '../../testing/fake-data';
import { renderApp } from '../../testing/render-app';

const changesOf = (fake: FakeApi) => {
    const asked: string[] = [];
    fake.override = ({ method, url }) => {
        if (method !== 'GET') asked.push(`${method} ${new URL(url).pathname.split('/').slice(-2).join('/')}`);
        return undefined;
    };
    return asked;
};

test('M7: a change of the registered type says what it does to relations in both directions, and waits for a yes', async () => {
    const { user, fake } = renderApp('/organizations/acme-uat/mappings', (one) => mapped(one.data));
    const asked = changesOf(fake);
    await user.selectOptions(await screen.findByLabelText('Organization Type'), 'prod');
    await user.click(screen.getByRole('button', { name: 'Change type' }));
    const dialog = await screen.findByRole('dialog', { name: 'Change Acme UAT from UAT to Prod?' });
    const line = await within(dialog).findByText('1 source may no longer promote here');
    expect(line.closest('li')!.textContent).toContain('Acme Dev');
    await user.click(within(dialog).getByRole('button', { name: 'Keep it' }));
    expect(asked).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Change type' }));
    await user.click(await screen.findByRole('button', { name: 'Change to Prod' }));
    expect(await screen.findByRole('heading', { name: 'Acme UAT is registered as Prod' })).toBeDefined();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(asked).toEqual(['PUT acme-uat/registration']);
});

test('M2, M7: a change of the relation says what it does, and waits for a yes', async () => {
    const { user, fake } = renderApp('/organizations/acme-dev/mappings/related', (one) => mapped(one.data));
    const asked = changesOf(fake);
    const field = await screen.findByLabelText<HTMLSelectElement>('Relation Type of Acme UAT');
    await user.selectOptions(field, 'sibling');
    const dialog = await screen.findByRole('dialog', { name: 'Change the relation to Acme UAT to Sibling?' });
    expect(await within(dialog).findByText(/Acme Dev is Dev, Acme UAT is UAT/)).toBeDefined();
    await user.click(within(dialog).getByRole('button', { name: 'Keep it' }));
    expect(field.value).toBe('default');
    expect(asked).toEqual([]);
});
