import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import type { Promotion } from '../../api/types';
import { at, nothingSaid } from '../../testing/fake-data';
import { renderApp } from '../../testing/render-app';
import { viewsIn } from './views';

const attempt: Promotion = {
    id: 'p1',
    key: '0'.repeat(64),
    status: 'refused',
    source: { organization: 'acme-dev', dataflow: 'welcome', version: 1 },
    dataflow_name: 'Welcome mail',
    target: { organization: 'acme-uat', application: 'crm', dataflow: null, approved_version: null, draft_version: null },
    routed: false,
    trigger: null,
    actor: 'ana',
    actor_name: 'Ana',
    requested_at: at(1),
    finished_at: at(1),
    failures: [{ code: 'neo_not_enabled', message: 'Neo is off there.', remedy: 'Enable it.' }],
    ...nothingSaid,
};

test('P7: what was refused is tried again from the list, with what was chosen', async () => {
    const { user } = renderApp('/organizations/acme-dev/history', (fake) => {
        fake.data.promotions = [attempt, { ...attempt, id: 'p2', status: 'succeeded', failures: [] }];
    });
    await user.click(await screen.findByRole('link', { name: /^Try again/ }));
    expect(await screen.findByRole('dialog', { name: 'Promote Dataflow' })).toBeDefined();
    expect(location.pathname + location.search).toMatch(/welcome\/versions\/1\/promote\?target=acme-uat&application=crm$/);
});

test('P7: the history is filtered by a dataflow and by another organization, each found by its name, and no longer', async () => {
    const { user } = renderApp('/organizations/acme-dev/history');
    const choose = async (what: string, find: string, text: string, choice: RegExp) => {
        await user.click(await screen.findByRole('combobox', { name: what }));
        if (text) await user.type(await screen.findByRole('combobox', { name: find }), text);
        await user.click(await screen.findByRole('option', { name: choice }));
    };
    await choose('Dataflow', 'Find a dataflow', 'welc', /Welcome mail/);
    await waitFor(() => expect(location.search).toBe('?dataflow=welcome'));
    await waitFor(() => expect(screen.getByRole('combobox', { name: 'Dataflow' }).textContent).toBe('Welcome mail'));
    await choose('Other organization', 'Find an organization', 'uat', /Acme UAT/);
    await waitFor(() => expect(new URLSearchParams(location.search).get('other')).toBe('acme-uat'));
    expect(screen.getByRole('combobox', { name: 'Other organization' }).textContent).toBe('Acme UAT');
    await choose('Dataflow', 'Find a dataflow', '', /Any dataflow/);
    await waitFor(() => expect(location.search).toBe('?other=acme-uat'));
});

test('A5: versions in an organization that the person may not view are named, and no links', async () => {
    renderApp('/organizations/acme-dev/history/p1', (fake) => {
        fake.data.me.organizations = fake.data.me.organizations.filter((one) => one.id !== 'acme-uat');
        fake.data.promotions = [
            { ...attempt, status: 'succeeded', target: { ...attempt.target, dataflow: 'welcome', approved_version: 7, draft_version: 8 } },
        ];
    });
    expect(await screen.findByText('Version 7')).toBeDefined();
    expect(screen.queryByRole('link', { name: 'Version 7' })).toBeNull();
    expect(screen.getByRole('link', { name: 'Version 1' })).toBeDefined();
});

test('P7: who promoted is shown by name and id; by the id where the host knows no name', async () => {
    renderApp('/organizations/acme-dev/history', (fake) => {
        fake.data.promotions = [attempt, { ...attempt, id: 'p2', actor: 'gone', actor_name: null }];
    });
    const cells = async () => (await screen.findAllByRole('cell')).map((one) => one.textContent);
    await waitFor(async () => expect(await cells()).toContain('Ana (ana)'));
    expect(await cells()).toContain('gone');
});

test('P7: who promoted is found by words of the name, counted and exported by them; a click on a person asks for just him', async () => {
    const { user } = renderApp('/organizations/acme-dev/history', (fake) => {
        fake.data.promotions = [
            { ...attempt, actor: 'b7', actor_name: 'Ben Okafor' },
            { ...attempt, id: 'p2', actor: 'b8', actor_name: 'Ben Oak' },
            { ...attempt, id: 'p3' },
        ];
    });
    const people = () => screen.getAllByRole('link', { name: /\(.+\)$/ }).map((one) => one.textContent);
    await user.type(await screen.findByLabelText('Who'), 'OKAFOR ben');
    await waitFor(() => expect(people()).toEqual(['Ben Okafor (b7)']));
    expect(location.search).toBe('?actor_name=OKAFOR+ben');
    expect(within(screen.getByRole('navigation', { name: 'Status' })).getByRole('link', { name: 'All 1' })).toBeDefined();
    expect(screen.getByRole<HTMLAnchorElement>('link', { name: 'Download CSV' }).href).toContain('actor_name=OKAFOR+ben');
    await user.clear(screen.getByLabelText('Who'));
    await user.click(await screen.findByRole('link', { name: /^Ben Oak\b/ }));
    await waitFor(() => expect(people()).toEqual(['Ben Oak (b8)']));
    expect(location.search).toBe('?actor=b8');
    expect(screen.getByLabelText<HTMLInputElement>('Who').value).toBe('b8');
    expect(screen.getByText('Exactly this id')).toBeDefined();
    await user.type(screen.getByLabelText('Who'), '{Backspace}{Backspace}ana');
    await waitFor(() => expect(location.search).toBe('?actor_name=ana'));
});

test('P7: the history of everything asks for no organization, and leads to its promotions', async () => {
    const asked: URL[] = [];
    const { user } = renderApp('/history?status=refused', (fake) => {
        fake.data.promotions = [attempt];
        fake.override = (request) => {
            const url = new URL(request.url);
            if (url.pathname.endsWith('/promotions')) asked.push(url);
            return undefined;
        };
    });
    await user.click(await screen.findByRole('link', { name: /Welcome mail v1/ }));
    expect(await screen.findByRole('heading', { name: 'Reasons' })).toBeDefined();
    expect(location.pathname).toMatch(/ui\/history\/p1$/);
    expect(screen.getByRole('link', { name: 'History of everything' })).toBeDefined();
    expect(asked[0]!.searchParams.has('organization')).toBe(false);
    expect(asked[0]!.searchParams.get('status')).toBe('refused');
});

test('P7: what is printed is all that the filter finds, not only what was scrolled to', async () => {
    const print = vi.spyOn(window, 'print').mockImplementation(() => {});
    const pages: string[] = [];
    const { user } = renderApp('/history', (fake) => {
        fake.data.promotions = Array.from({ length: 120 }, (_, index) => ({ ...attempt, id: `p${index}` }));
        fake.override = ({ url }) => {
            const cursor = new URL(url).searchParams.get('cursor');
            if (cursor) pages.push(cursor);
            return undefined;
        };
    });
    await screen.findByRole('table', { name: 'Promotions' });
    await user.click(screen.getByRole('button', { name: 'Print' }));
    await waitFor(() => expect(print).toHaveBeenCalledTimes(1));
    expect(pages).toEqual(['50', '100']);
    print.mockRestore();
});

test('P7: the CSV is the server’s, of what the filter matches', async () => {
    renderApp('/organizations/acme-dev/history?status=refused&actor=ben');
    const link = await screen.findByRole('link', { name: 'Download CSV' });
    const url = new URL((link as HTMLAnchorElement).href);
    expect(url.pathname).toBe('/extensions/neo/api/v1/promotions');
    expect(Object.fromEntries(url.searchParams)).toEqual({
        organization: 'acme-dev',
        role: 'any',
        status: 'refused',
        actor: 'ben',
        format: 'csv',
    });
    expect(link.getAttribute('download')).toBe('promotions.csv');
});

test('P7: a preset of time takes the place of days, and keeps what else is filtered', async () => {
    const { user } = renderApp('/organizations/acme-dev/history?status=refused&to=2020-01-01');
    const presets = await screen.findByRole('navigation', { name: 'Time' });
    await user.click(within(presets).getByRole('link', { name: 'Today' }));
    await waitFor(() => expect(location.search).toBe('?status=refused&time=today'));
    expect(within(presets).getByRole('link', { name: 'Today' }).getAttribute('aria-current')).toBe('true');
});

test('P7: a view is saved under a name, is a link, and is forgotten', async () => {
    localStorage.clear();
    const { user } = renderApp('/organizations/acme-dev/history?status=refused&time=quarter');
    await user.click(await screen.findByRole('button', { name: 'Save this view' }));
    await user.type(await screen.findByLabelText('Name'), 'Refused lately{Enter}');
    const views = await screen.findByRole('region', { name: 'Saved views' });
    const link = within(views).getByRole('link', { name: 'Refused lately' });
    expect(link.getAttribute('aria-current')).toBe('page');
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    await waitFor(() => expect(location.search).toBe(''));
    await user.click(link);
    await waitFor(() => expect(location.search).toBe('?status=refused&time=quarter'));
    await user.click(within(views).getByRole('button', { name: 'Forget Refused lately' }));
    await waitFor(() => expect(screen.queryByRole('link', { name: 'Refused lately' })).toBeNull());
});

test('P7: where the browser keeps nothing, a view is kept for as long as the page lives', async () => {
    const kept = Object.getOwnPropertyDescriptor(globalThis, 'localStorage')!;
    Object.defineProperty(globalThis, 'localStorage', {
        configurable: true,
        get: () => {
            throw new DOMException('denied', 'SecurityError');
        },
    });
    try {
        const { user } = renderApp('/history?status=failed');
        await user.click(await screen.findByRole('button', { name: 'Save this view' }));
        await user.type(await screen.findByLabelText('Name'), 'Failed{Enter}');
        expect(await screen.findByRole('link', { name: 'Failed', current: 'page' })).toBeDefined();
    } finally {
        Object.defineProperty(globalThis, 'localStorage', kept);
    }
});

test('P7: what is stored and is no view is none', () => {
    expect(viewsIn('nonsense')).toEqual([]);
    expect(viewsIn('{"name":"a"}')).toEqual([]);
    expect(viewsIn(JSON.stringify([null, { name: 'a', to: '//evil' }, { name: 'b', to: '/history?status=failed' }]))).toEqual([
        { name: 'b', to: '/history?status=failed' },
    ]);
});

test('P7: days in the wrong order are told at the field', async () => {
    renderApp('/history?from=2026-11-02&to=2026-11-01');
    expect(await screen.findByText('This day is after the last one.')).toBeDefined();
    expect(await screen.findByText('The first day is after the last one: no day is in between.')).toBeDefined();
});

test('U2, P7: what was refused for good is not offered to be tried again', async () => {
    renderApp('/organizations/acme-dev/history', (fake) => {
        fake.data.promotions = [
            { ...attempt, failures: [{ code: 'already_promoted', message: 'It is there already.', remedy: 'Nothing to do.' }] },
        ];
    });
    expect(await screen.findByText('It is there already.')).toBeDefined();
    expect(screen.queryByRole('link', { name: /^Try again/ })).toBeNull();
});

test('P7, W7: the history is filtered by type, standing and reason, and counted by status', async () => {
    const { user } = renderApp('/history', (fake) => {
        const succeeded = { ...attempt, status: 'succeeded' as const, failures: [] };
        fake.data.promotions = [
            attempt,
            { ...succeeded, id: 'p2', reason: 'Asked for by the Audit', standing: 'behind' },
            { ...succeeded, id: 'p3', target: { ...attempt.target, organization: 'acme-prod' } },
        ];
    });
    const status = await screen.findByRole('navigation', { name: 'Status' });
    expect(await within(status).findByRole('link', { name: 'All 3' })).toBeDefined();
    expect(within(status).getByRole('link', { name: 'Succeeded 2' })).toBeDefined();
    await user.selectOptions(screen.getByLabelText('Target type'), 'prod');
    expect(await within(status).findByRole('link', { name: 'All 1' })).toBeDefined();
    await user.selectOptions(screen.getByLabelText('Target type'), '');
    await user.selectOptions(screen.getByLabelText('Target then'), 'behind');
    await user.type(screen.getByLabelText('Reason'), 'audit');
    await waitFor(() => expect(location.search).toBe('?standing=behind&reason=audit'));
    expect(await within(status).findByRole('link', { name: 'Refused 0' })).toBeDefined();
    await user.click(within(status).getByRole('link', { name: /^Refused/ }));
    expect(await screen.findByText('No promotion matches')).toBeDefined();
    expect(within(status).getByRole('link', { name: 'Succeeded 1' })).toBeDefined();
});

test('P7: counts that are not complete say so', async () => {
    renderApp('/history', (fake) => {
        fake.override = ({ url }) =>
            url.includes('/promotions/counts')
                ? new Response(JSON.stringify({ counts: { succeeded: 2000 }, complete: false }), {
                      headers: { 'Content-Type': 'application/json' },
                  })
                : undefined;
    });
    expect(await screen.findByRole('link', { name: 'Succeeded 2,000+' })).toBeDefined();
});
