import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { problem } from '../../testing/fake-api';
import { renderApp } from '../../testing/render-app';

test('O1: those chosen in the list are registered at one yes; what was refused can be tried again, and what was done is not done twice', async () => {
    const asked: string[] = [];
    let isAway = true;
    const { user, fake } = renderApp('/organizations?type=none', ({ data }) => {
        data.organizations.find((one) => one.id === 'acme-sit')!.registration = null;
        data.organizations.find((one) => one.id === 'acme-uat')!.registration = null;
    });
    fake.override = ({ method, url }) => {
        if (method !== 'PUT') return undefined;
        asked.push(url.split('/').at(-2)!);
        return isAway && url.includes('acme-sit') ? problem(409, 'promotion_in_progress', 'A promotion is under way.') : undefined;
    };
    await user.click(await screen.findByRole('checkbox', { name: 'Choose all that are listed' }));
    expect(screen.getByText('3 chosen')).toBeDefined();
    await user.click(screen.getByRole('link', { name: 'Register them' }));
    await user.selectOptions(await screen.findByLabelText('Type of the 3 chosen'), 'uat');
    expect(await screen.findByText('3 of 3 lines will be done.')).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Register or change 3' }));
    expect(await screen.findByText('2 of 3 done, 1 not.')).toBeDefined();
    expect(await screen.findByText('Not done: A promotion is under way.')).toBeDefined();
    isAway = false;
    await user.click(await screen.findByRole('button', { name: 'Try 1 again' }));
    expect(await screen.findByRole('heading', { name: 'All done' })).toBeDefined();
    expect(asked.sort()).toEqual(['acme-lab', 'acme-sit', 'acme-sit', 'acme-uat']);
});

test('M5: a pattern makes lines, the preview says what cannot be done, and only the rest is asked for', async () => {
    const { user, fake } = renderApp('/set-up/relate');
    await user.click(await screen.findByRole('button', { name: 'Add lines' }));
    const lines = screen.getByLabelText<HTMLTextAreaElement>('Lines of source,target,relation');
    expect(lines.value).toBe('acme-dev,acme-uat,default');
    fireEvent.change(lines, { target: { value: `${lines.value}\nacme-dev,acme-lab\n` } });
    expect(await screen.findByText('The target is not registered: register it first.')).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Relate 1' }));
    expect(await screen.findByRole('heading', { name: 'All done' })).toBeDefined();
    expect(fake.data.mappings['acme-dev']!.map(({ target }) => target)).toEqual(['acme-uat']);
});

test('a session that ends stops it, and after the log-in it goes on with what is left', async () => {
    const { user, fake } = renderApp('/set-up/register');
    fireEvent.change(await screen.findByLabelText('Lines of organization,type'), { target: { value: 'acme-lab,dev' } });
    fake.data.loggedIn = false;
    await user.click(await screen.findByRole('button', { name: 'Register or change 1' }));
    const login = await screen.findByRole('dialog', { name: 'Your session has ended' });
    await user.type(within(login).getByLabelText('Access token'), 'good');
    await user.click(within(login).getByRole('button', { name: 'Log in' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await user.click(await screen.findByRole('button', { name: 'Go on with 1' }));
    expect(await screen.findByRole('heading', { name: 'All done' })).toBeDefined();
});
