import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { FakeApi } from '../../testing/fake-api';
import { mapped } from '../../testing/fake-data';
import { renderApp } from '../../testing/render-app';

/** Two plans, both ticked, of a dataflow that is new in two organizations; how each is sent, `meet` sees. */
async function plans(meet?: (fake: FakeApi, request: Request, sent: number) => Promise<Response | undefined> | Response | undefined) {
    const keys: (string | null)[] = [];
    const { user, fake } = renderApp('/organizations/acme-dev/board/plans?chosen=welcome.uat,welcome.sit', (one) => {
        mapped(one.data);
        one.data.applications['acme-sit'] = [{ id: 'crm', name: 'CRM' }];
        one.override = (request) => {
            if (request.method !== 'POST' || !request.url.endsWith('/promotions')) return undefined;
            keys.push(request.headers.get('Idempotency-Key'));
            return meet?.(one, request, keys.length);
        };
    });
    for (const name of [/^Acme UAT/, /^Acme SIT/]) await user.click(await screen.findByRole('checkbox', { name }));
    const confirm = async () => user.click(await screen.findByRole('button', { name: 'Promote 2 as planned' }));
    await confirm();
    return { user, fake, keys };
}

const outcomes = () => screen.getAllByRole('listitem').filter((one) => one.className === 'plan');

test('an answer that is lost is asked for with its key, and the others follow', async () => {
    const { fake, keys } = await plans(async (one, request, sent) => {
        if (sent > 1) return undefined;
        const { override } = one;
        one.override = undefined;
        await one.fetch(request);
        one.override = override;
        throw new TypeError('Failed to fetch');
    });
    expect(await screen.findByText(/Looking up what became of it/)).toBeDefined();
    expect(await screen.findByText('2 of 2 promoted. Nothing went live.')).toBeDefined();
    expect(keys.length).toBe(3);
    expect(keys[0]).toBe(keys[1]);
    expect(keys[2]).not.toBe(keys[1]);
    expect(fake.data.promotions.map(({ target }) => target.organization)).toEqual(['acme-sit', 'acme-uat']);
});

test('when the session ends meanwhile, the rest goes on after the log-in', async () => {
    const { user, fake } = await plans((one, _, sent) => {
        if (sent === 2) one.data.loggedIn = false;
        return undefined;
    });
    const login = await screen.findByRole('dialog', { name: 'Your session has ended' });
    await user.type(within(login).getByLabelText('Access token'), 'good');
    await user.click(within(login).getByRole('button', { name: 'Log in' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await user.click(screen.getByRole('button', { name: 'Go on' }));
    expect(await screen.findByText('2 of 2 promoted. Nothing went live.')).toBeDefined();
    expect(fake.data.promotions.length).toBe(2);
});

test('what is refused is told in its line, and can be planned again', async () => {
    const { user } = await plans((_, __, sent) =>
        sent === 1 ? Response.json({ status: 409, code: 'plan_changed', detail: 'The plan has changed.' }, { status: 409 }) : undefined,
    );
    expect(await screen.findByText('1 of 2 promoted. Nothing went live.')).toBeDefined();
    expect(outcomes()[0]!.textContent).toContain('The plan has changed.');
    await user.click(screen.getByRole('button', { name: 'Plan the others again' }));
    expect(await screen.findByRole('checkbox', { name: /^Acme UAT/ })).toBeDefined();
});

test('an address without sense chooses nothing, and says where to choose', async () => {
    renderApp('/organizations/acme-dev/board/plans?chosen=nonsense');
    expect(await screen.findByText('Nothing is chosen')).toBeDefined();
});
