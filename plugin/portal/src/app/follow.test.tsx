import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FakeApi } from '../testing/fake-api';
import { travelled } from '../testing/fake-data';
import { renderApp } from '../testing/render-app';

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));
afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
});

const pass = (seconds: number) => act(() => vi.advanceTimersByTimeAsync(seconds * 1000));
const setHidden = (isHidden: boolean) => {
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(isHidden);
    fireEvent(document, new Event('visibilitychange'));
};

/** How often something was asked for, from now on. */
function count(fake: FakeApi, what: RegExp) {
    const asked = { times: 0 };
    fake.override = ({ url }) => {
        if (what.test(url)) asked.times += 1;
        return undefined;
    };
    return asked;
}

const promote = ({ data }: FakeApi, id: string) =>
    data.promotions.unshift({ ...data.promotions[0]!, id, requested_at: '2026-11-24T00:00:00.000000Z' });

const rows = () => within(screen.getByRole('table', { name: 'Promotions' })).getAllByRole('row').length;

test('P7: the history says that there are newer promotions, and shows them on a click, not before', async () => {
    const { fake } = renderApp('/organizations/acme-dev/history', ({ data }) => travelled(data));
    await screen.findByRole('table', { name: 'Promotions' });
    const before = rows();
    for (const id of ['p4', 'p5', 'p6']) promote(fake, id);
    await pass(20);
    const button = await screen.findByRole('button', { name: '3 newer promotions' });
    expect(button.closest('[role=status]')).not.toBeNull();
    expect(rows()).toBe(before);
    fireEvent.click(button);
    await waitFor(() => expect(rows()).toBe(before + 3));
    expect(screen.queryByRole('button', { name: /newer promotion/ })).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'History' }));
});

test('P7: what is under way is asked for sooner, and ends in its row', async () => {
    const { fake } = renderApp('/organizations/acme-dev/history', ({ data }) => {
        travelled(data);
        data.promotions[0]!.status = 'in_progress';
    });
    expect(await screen.findByText('In progress', { selector: '.chip' })).toBeDefined();
    fake.data.promotions[0]!.status = 'succeeded';
    await pass(7);
    await waitFor(() => expect(screen.queryByText('In progress', { selector: '.chip' })).toBeNull());
});

test('P7: a page asks again every 15 seconds while somebody looks, not while it is hidden or offline, and at once on return', async () => {
    const { fake } = renderApp('/organizations/acme-dev/board', ({ data }) => travelled(data));
    await screen.findByText('Welcome mail');
    const asked = count(fake, /\/board\?/);
    await pass(60);
    expect(asked.times).toBeGreaterThanOrEqual(3);
    expect(asked.times).toBeLessThanOrEqual(5);
    setHidden(true);
    asked.times = 0;
    await pass(60);
    expect(asked.times).toBe(0);
    setHidden(false);
    await waitFor(() => expect(asked.times).toBe(1));
    const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    await pass(60);
    expect(asked.times).toBe(1);
    online.mockReturnValue(true);
    fireEvent(window, new Event('online'));
    await waitFor(() => expect(asked.times).toBe(2));
    await pass(2);
    fireEvent.focus(window);
    await waitFor(() => expect(asked.times).toBe(3));
});

test('a page that nobody touches for ten minutes asks no more, so that a session can end, and asks at once when one comes back', async () => {
    const { fake } = renderApp('/organizations/acme-dev/board', ({ data }) => travelled(data));
    await screen.findByText('Welcome mail');
    await pass(11 * 60);
    const asked = count(fake, /\/board\?/);
    await pass(60);
    expect(asked.times).toBe(0);
    fireEvent.keyDown(window, { key: 'Shift' });
    await waitFor(() => expect(asked.times).toBe(1));
});

test('W2: what others promote into an organization of mine is told once, with a link to it', async () => {
    const { fake } = renderApp('/organizations/acme-uat/dataflows', ({ data }) => travelled(data));
    await screen.findByText('Welcome mail');
    const earlier = fake.data.promotions.find(({ target }) => target.organization === 'acme-uat')!;
    await pass(1);
    fake.data.promotions.unshift({ ...earlier, id: 'p9' }, { ...earlier, id: 'p10', actor: 'ana' });
    await pass(20);
    const notice = (await screen.findByText('Audit trail arrived in Acme UAT.')).closest<HTMLElement>('.notice')!;
    expect(within(notice).getByRole('link', { name: 'Open it' }).getAttribute('href')).toMatch(/acme-uat\/dataflows\/audit\/versions\/1$/);
    fireEvent.click(within(notice).getByRole('button', { name: 'Dismiss' }));
    await pass(40);
    expect(screen.queryByText(/arrived in/)).toBeNull();
});

test('a notice goes away after ten seconds, unless it has the focus', async () => {
    const { fake } = renderApp('/organizations/acme-uat/dataflows', ({ data }) => travelled(data));
    await screen.findByText('Welcome mail');
    const arrive = async (id: string) => {
        fake.data.promotions.unshift({ ...fake.data.promotions.at(-1)!, id });
        for (let ticks = 0; ticks < 5 && !screen.queryByText('Welcome mail arrived in Acme UAT.'); ticks++) await pass(5);
        expect(screen.getByText('Welcome mail arrived in Acme UAT.')).toBeDefined();
    };
    await arrive('p9');
    await pass(11);
    expect(screen.queryByText(/arrived in/)).toBeNull();
    await arrive('p10');
    fireEvent.keyDown(window, { key: 'F8' });
    expect(document.activeElement).toBe(screen.getByRole('link', { name: 'Open it' }));
    await pass(30);
    expect(screen.getByText(/arrived in/)).toBeDefined();
});
