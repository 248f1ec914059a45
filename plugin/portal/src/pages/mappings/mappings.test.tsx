import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { problem, type FakeApi } from '../../testing/fake-api';
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

test('M7: a change of the type is undone from the notice of it', async () => {
    const { user, fake } = renderApp('/organizations/acme-uat/mappings', (one) => mapped(one.data));
    await user.selectOptions(await screen.findByLabelText('Organization Type'), 'prod');
    await user.click(screen.getByRole('button', { name: 'Change type' }));
    await user.click(await screen.findByRole('button', { name: 'Change to Prod' }));
    expect(await screen.findByText('Acme UAT is Prod now.')).toBeDefined();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const asked = changesOf(fake);
    await user.keyboard('{F8}{Enter}');
    expect(await screen.findByText('Acme UAT is UAT again.')).toBeDefined();
    expect(await screen.findByRole('heading', { name: 'Acme UAT is registered as UAT' })).toBeDefined();
    expect(asked).toEqual(['PUT acme-uat/registration']);
});

test('M7: a relation that was removed is put back as it was; what is refused is told where it was asked for', async () => {
    const { user, fake } = renderApp('/organizations/acme-dev/mappings/related', ({ data }) => {
        mapped(data);
        data.mappings['acme-dev']![0]!.relation = 'sibling';
    });
    await user.click(await screen.findByRole('button', { name: 'Remove Acme UAT' }));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Remove' }));
    expect(await screen.findByText('The relation to Acme UAT was removed.')).toBeDefined();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    fake.override = ({ method }) => (method === 'POST' ? problem(409, 'promotion_in_progress', 'A promotion is under way.') : undefined);
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect((await screen.findByText(/^It was not undone\./)).textContent).toContain('A promotion is under way.');
    fake.override = undefined;
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(await screen.findByText('The relation to Acme UAT is there again.')).toBeDefined();
    expect((await screen.findByLabelText<HTMLSelectElement>('Relation Type of Acme UAT')).value).toBe('sibling');
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

test('M4, M6, P3: what must be refused as a target is listed with the reason, and cannot be chosen', async () => {
    const { user } = renderApp('/organizations/acme-dev/mappings/related?dialog=add', ({ data }) => {
        mapped(data);
        data.organizations.find((one) => one.id === 'acme-prod')!.neo_enabled = false;
    });
    await user.click(await screen.findByRole('button', { name: /^Show choices/ }));
    for (const [name, reason] of [
        [/Acme Lab/, 'Not registered'],
        [/Acme Prod/, 'Neo is not enabled'],
        [/Acme UAT/, 'Is related already'],
    ] as const) {
        const option = await screen.findByRole('option', { name });
        expect(option.textContent).toContain(reason);
        expect(option.getAttribute('aria-disabled')).toBe('true');
    }
});

test('M3: from an organization that is not registered the way leads to its registration', async () => {
    const { user } = renderApp('/organizations/acme-lab/mappings/related?dialog=add');
    await user.click(await screen.findByRole('link', { name: 'Register Acme Lab' }));
    expect(await screen.findByRole('heading', { name: 'Acme Lab is not registered yet' })).toBeDefined();
});

test('E7, T4: the list of what an organization needs says what is missing, and leads to where it is mended', async () => {
    const { user, fake } = renderApp('/organizations/acme-lab/mappings', ({ data }) => mapped(data));
    expect(await screen.findByText('2 of 5 done')).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Choose its type' }));
    expect(document.activeElement).toBe(screen.getByLabelText('Organization Type'));
    await user.selectOptions(screen.getByLabelText('Organization Type'), 'uat');
    await user.click(screen.getByRole('button', { name: 'Register Organization Mapping' }));
    expect(await screen.findByText('3 of 5 done')).toBeDefined();
    expect(fake.data.applications['acme-lab']).toBeUndefined();
    expect(screen.getByText('What arrives here needs a custom application: create one in the organization.')).toBeDefined();
    await user.click(screen.getByRole('link', { name: 'Add a relation to where it promotes' }));
    expect(await screen.findByRole('dialog', { name: 'Add Related Organization' })).toBeDefined();
});

test('M5: many relations are searched by name, id and type, and shown some at a time', async () => {
    const { user } = renderApp('/organizations/acme-dev/mappings/related', ({ data }) => {
        mapped(data);
        const [first] = data.mappings['acme-dev']!;
        data.mappings['acme-dev'] = Array.from({ length: 159 }, (_, index) => ({
            ...first!,
            target: `org-${index}`,
            target_name: `Store ${index}`,
            target_type: index % 2 ? 'sit' : 'uat',
        }));
    });
    expect(await screen.findByText('159 relations')).toBeDefined();
    expect(screen.getAllByLabelText(/^Relation Type of/).length).toBe(30);
    await user.click(screen.getByRole('button', { name: 'Show 30 more' }));
    expect(screen.getAllByLabelText(/^Relation Type of/).length).toBe(60);
    await user.type(screen.getByLabelText('Search relations'), 'sit 15');
    expect(await screen.findByText('6 of 159 relations')).toBeDefined();
    expect(location.search).toBe('?search=sit+15');
});
