import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { MappingChange } from '../../api/types';
import { at } from '../../testing/fake-data';
import { renderApp } from '../../testing/render-app';

const change = (id: string, more: Partial<MappingChange>): MappingChange => ({
    id,
    kind: 'type_changed',
    organization: 'acme-uat',
    target: null,
    before: 'sit',
    after: 'uat',
    actor: 'ana',
    actor_name: 'Ana',
    at: at(5),
    ...more,
});
const open = (path: string) =>
    renderApp(path, ({ data }) => {
        data.changes = [
            change('c3', {}),
            change('c2', { kind: 'mapping_added', organization: 'acme-dev', target: 'acme-uat', before: null, after: 'default' }),
            change('c1', { actor: 'b7', actor_name: 'Ben Okafor', at: at(5000) }),
        ];
    });
const rows = () =>
    within(screen.getByRole('table', { name: 'Changes' }))
        .getAllByRole('row')
        .slice(1)
        .map((row) =>
            within(row)
                .getAllByRole('cell')
                .slice(0, 3)
                .map((cell) => cell.textContent)
                .join(' | '),
        );

test('M7, W7: changes of all organizations are in one list, with who made them, filtered by what stands in the address', async () => {
    const { user } = open('/changes');
    await screen.findByRole('table', { name: 'Changes' });
    expect(rows()).toEqual([
        'Acme UAT | Changed the type from SIT to UAT | Ana (ana)',
        'Acme Dev | Added the relation to Acme UAT (Default) | Ana (ana)',
        'Acme UAT | Changed the type from SIT to UAT | Ben Okafor (b7)',
    ]);
    await user.click(screen.getByRole('link', { name: /^Ben Okafor/ }));
    await waitFor(() => expect(rows().length).toBe(1));
    expect(location.search).toBe('?actor=b7');
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    await user.click(screen.getByRole('combobox', { name: 'Organization' }));
    await user.click(await screen.findByRole('option', { name: /Acme Dev/ }));
    await waitFor(() => expect(rows()).toEqual(['Acme Dev | Added the relation to Acme UAT (Default) | Ana (ana)']));
    expect(location.search).toBe('?organization=acme-dev');
});

test('W7: what matches nothing says so', async () => {
    open('/changes?actor=nobody');
    expect(await screen.findByText('No change matches')).toBeDefined();
});

test('A3: the page is in the menu and in Ctrl+K of who may view or administer somewhere, and of nobody else', async () => {
    const { user, fake, client } = open('/organizations/acme-dev/board');
    const menu = await screen.findByRole('navigation', { name: 'Main' });
    expect(within(menu).getByRole('link', { name: 'Changes' })).toBeDefined();
    await user.keyboard('{Control>}k{/Control}');
    await user.type(await screen.findByRole('combobox', { name: /Organization, dataflow/ }), 'changes');
    await user.click(await screen.findByRole('option', { name: /^Changes/ }));
    expect(await screen.findByRole('heading', { name: 'Changes' })).toBeDefined();
    for (const one of fake.data.me.organizations) one.permissions = ['neo.promote'];
    await client.invalidateQueries({ queryKey: ['me'] });
    window.history.back();
    await waitFor(() => expect(screen.getByRole('navigation', { name: 'Main' })).toBeDefined());
    expect(screen.queryByRole('link', { name: 'Changes' })).toBeNull();
});
