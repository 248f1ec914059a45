import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import type { FakeApi } from '../../testing/fake-api';
import { travelled } from '../../testing/fake-data';
import { renderApp } from '../../testing/render-app';

const keep = (starred: string[], recent: string[]) => localStorage.setItem('neo-organizations-ana', JSON.stringify({ starred, recent }));

function home(prepare?: (fake: FakeApi) => void) {
    const asked: string[] = [];
    const rendered = renderApp('/', (fake) => {
        travelled(fake.data);
        prepare?.(fake);
        fake.override = (request) => {
            asked.push(request.url.replace(/^.*\/api\/v1/, ''));
            return undefined;
        };
    });
    return { ...rendered, asked };
}

const section = (name: string) => screen.findByRole('region', { name });

test('whoever was in no organization yet begins with all of them', async () => {
    home();
    expect(await screen.findByRole('heading', { name: 'Organizations' })).toBeDefined();
});

test('home tells what is behind, what arrived and what the person promoted, in few requests', async () => {
    keep(['acme-dev'], ['acme-uat', 'gone']);
    const { asked } = home((fake) => {
        Object.assign(fake.data.promotions[1]!, { status: 'refused', actor: 'ana' });
    });
    const behind = await section('Behind in my organizations');
    expect((await within(behind).findByRole('link', { name: 'Welcome mail' })).getAttribute('href')).toMatch(
        /acme-dev\/dataflows\/welcome\/spread$/,
    );
    expect(within(behind).getByText('UAT 1: 1 behind')).toBeDefined();
    expect(within(behind).getByRole('link', { name: 'Promote v2 of Welcome mail' }).getAttribute('href')).toMatch(
        /welcome\/versions\/2\/promote$/,
    );
    const mine = await section('Recent promotions of mine');
    await waitFor(() => expect(within(mine).getAllByRole('listitem').length).toBe(1));
    expect(within(mine).getByRole('link', { name: 'Try again to promote Welcome mail to Acme SIT' })).toBeDefined();
    const arrived = await section('Arrived lately');
    expect((await within(arrived).findByRole('link', { name: 'Audit trail v1' })).getAttribute('href')).toMatch(
        /acme-dev\/dataflows\/audit\/versions\/1$/,
    );
    expect(
        within(screen.getByRole('list', { name: 'My organizations' }))
            .getAllByRole('link')
            .map((one) => one.textContent),
    ).toEqual(['Acme Dev', 'Acme UAT']);
    expect(asked.filter((url) => url !== '/me').sort()).toEqual([
        '/organizations/acme-dev/board?behind=true&limit=100',
        '/organizations/acme-uat/board?behind=true&limit=100',
        '/promotions?actor=ana&limit=6',
        '/promotions?organization=acme-dev&role=target&status=succeeded&limit=6',
        '/promotions?status=succeeded&limit=50',
    ]);
});

test('what arrived is asked of the organization that is chosen, which the address keeps', async () => {
    keep(['acme-dev', 'acme-uat'], []);
    const { user, asked } = home();
    await user.selectOptions(await screen.findByLabelText('Arrived in'), 'Acme UAT');
    await waitFor(() => expect(location.search).toBe('?organization=acme-uat'));
    await waitFor(() => expect(asked).toContain('/promotions?organization=acme-uat&role=target&status=succeeded&limit=6'));
});

test('a star puts an organization first, and outlives the page; one whose star is taken was used lately', async () => {
    const { user } = renderApp('/organizations/acme-uat/history');
    await user.click(await screen.findByRole('button', { name: 'Star Acme UAT' }));
    expect(localStorage.getItem('neo-organizations-ana')).toBe('{"starred":["acme-uat"],"recent":["acme-uat"]}');
    await user.click(screen.getByRole('combobox', { name: 'Organization: Acme UAT' }));
    const first = async () => (await screen.findAllByRole('option'))[0]!.textContent;
    await waitFor(async () => expect(await first()).toMatch(/^Acme UATStarred/));
    expect(screen.getAllByRole('option').filter((one) => one.textContent.startsWith('Acme UAT')).length).toBe(1);
    await user.keyboard('{Escape}');
    await user.click(screen.getByRole('button', { name: 'Star Acme UAT' }));
    await user.click(screen.getByRole('combobox', { name: 'Organization: Acme UAT' }));
    await waitFor(async () => expect(await first()).toMatch(/^Acme UATUsed lately/));
});

test.each([
    ['/organizations/acme-dev/mappings/related', /acme-uat\/mappings\/related$/],
    ['/organizations/acme-dev/board', /acme-uat\/board$/],
    ['/organizations/acme-dev/history/p1', /acme-uat\/history$/],
    ['/history', /acme-uat\/history$/],
    ['/organizations/acme-dev/dataflows/welcome/versions/1', /acme-uat\/dataflows$/],
])('choosing another organization at %s stays on its page', async (path, other) => {
    const { user } = renderApp(path, (fake) => travelled(fake.data));
    await user.click(await screen.findByRole('combobox', { name: /^(Organization: Acme Dev|Select your organization)$/ }));
    await user.click(await screen.findByRole('option', { name: /^Acme UAT/ }));
    await waitFor(() => expect(location.pathname).toMatch(other));
});

test('an organization is chosen by its name and Enter; what was listed before is not', async () => {
    let answer = () => {};
    const { user, fake } = renderApp('/organizations/acme-dev/board');
    await user.click(await screen.findByRole('combobox', { name: 'Organization: Acme Dev' }));
    await screen.findByRole('option', { name: /^Acme Lab/ });
    fake.override = (request) =>
        request.url.includes('search=') ? new Promise((resolve) => (answer = () => resolve(undefined))) : undefined;
    await user.keyboard('prod{Enter}');
    expect(location.pathname).toMatch(/acme-dev\/board$/);
    answer();
    await waitFor(() => expect(screen.queryByRole('option', { name: /^Acme Lab/ })).toBeNull());
    await user.keyboard('{Enter}');
    await waitFor(() => expect(location.pathname).toMatch(/acme-prod\/board$/));
});

test('where nothing can be stored, and what is stored is nonsense, everything works all the same', async () => {
    localStorage.setItem('neo-organizations-ana', '{"starred":"acme","recent":[1,"acme-dev"]}');
    const { user } = home();
    const star = await screen.findByRole('button', { name: 'Star Acme Dev' });
    const full = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
        throw new DOMException('full', 'QuotaExceededError');
    });
    await user.click(star);
    expect(star.getAttribute('aria-pressed')).toBe('true');
    full.mockRestore();
});
