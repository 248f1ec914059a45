import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { mapped } from '../testing/fake-data';
import { renderApp } from '../testing/render-app';

test('the drawer opens and closes over the page as it is: selection, view and place stay', async () => {
    const { user } = renderApp('/organizations/acme-dev/dataflows/welcome/versions/1?view=list&block=b2');
    const scrolled = vi.spyOn(window, 'scrollTo');
    await user.click(await screen.findByRole('link', { name: 'Promote dataflow' }));
    const drawer = await screen.findByRole('dialog', { name: 'Promote Dataflow' });
    expect(new URLSearchParams(location.search).get('block')).toBe('b2');
    await user.click(within(drawer).getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(location.pathname).toMatch(/versions\/1$/));
    expect(Object.fromEntries(new URLSearchParams(location.search))).toEqual({ view: 'list', block: 'b2' });
    expect(scrolled).not.toHaveBeenCalled();
    await user.click(screen.getByRole('link', { name: /^v2/ }));
    await waitFor(() => expect(scrolled).toHaveBeenCalled());
});

test('the back button does not open a drawer again that was closed', async () => {
    const page = '/organizations/acme-dev/dataflows/welcome';
    const { user } = renderApp(page, (fake) => mapped(fake.data));
    const isAt = (path: RegExp) => waitFor(() => expect(location.pathname).toMatch(path));
    const cancel = async () => user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Cancel' }));

    await user.click(await screen.findByRole('link', { name: 'Version 1' }));
    await user.click(await screen.findByRole('link', { name: 'Promote dataflow' }));
    await cancel();
    await isAt(/versions\/1$/);
    window.history.back();
    await isAt(/welcome$/);

    await user.click(await screen.findByRole('link', { name: 'Promote dataflow, version 2' }));
    await cancel();
    await isAt(/versions\/2$/);
    window.history.back();
    await isAt(/welcome$/);
});

test('the tab is named by the page and its organization', async () => {
    const { user } = renderApp('/organizations/acme-dev/dataflows');
    await waitFor(() => expect(document.title).toBe('Dataflows · Acme Dev · Neo Promote'));
    await user.click(await screen.findByRole('link', { name: 'All organizations' }));
    await waitFor(() => expect(document.title).toBe('Organizations · Neo Promote'));
});

test('after a relation is removed the focus is at the heading of the relations', async () => {
    const { user } = renderApp('/organizations/acme-dev/mappings/related', (fake) => mapped(fake.data));
    await user.click(await screen.findByRole('button', { name: 'Remove Acme UAT' }));
    await user.click(await screen.findByRole('button', { name: 'Remove' }));
    await waitFor(() => expect(screen.queryByText('Acme UAT')).toBeNull());
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Related organizations'));
});

test('dataflows are filtered by an application of the organization, chosen by its name', async () => {
    const { user } = renderApp('/organizations/acme-dev/dataflows', (fake) => {
        fake.data.dataflows[2]!.application = 'shop';
    });
    await waitFor(() => expect(screen.getAllByText('Customer Care', { selector: '[role=cell] *' }).length).toBe(2));
    await user.selectOptions(screen.getByLabelText('Application'), 'Shop');
    await waitFor(() => expect(screen.queryByText('Welcome mail')).toBeNull());
    expect(screen.getByText('Points balance')).toBeDefined();
    expect(location.search).toBe('?application=shop');
    await user.selectOptions(screen.getByLabelText('Application'), 'Any application');
    expect(await screen.findByText('Welcome mail')).toBeDefined();
});

test('one of many applications is found by typing, and taken back', async () => {
    const { user } = renderApp('/organizations/acme-dev/dataflows', (fake) => {
        fake.data.applications['acme-dev'] = Array.from({ length: 64 }, (_, index) => ({
            id: `app-${index}`,
            name: `Application ${index}`,
        }));
    });
    const open = await screen.findByRole('button', { name: 'Show choices of Application' });
    await user.type(screen.getByRole('combobox', { name: 'Application' }), '63');
    await user.click(await screen.findByRole('option', { name: 'Application 63' }));
    await waitFor(() => expect(location.search).toBe('?application=app-63'));
    await user.click(open);
    await user.click(await screen.findByRole('option', { name: 'Any application' }));
    await waitFor(() => expect(location.search).toBe(''));
});

test('of an organization that is not there it is not said too that its applications could not be loaded', async () => {
    renderApp('/organizations/secret/dataflows');
    expect((await screen.findAllByText('Not found')).length).toBe(1);
    expect(screen.queryByText('Applications could not be loaded.')).toBeNull();
});
