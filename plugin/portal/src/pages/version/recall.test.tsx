import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { FakeApi } from '../../testing/fake-api';
import { travelled } from '../../testing/fake-data';
import { recall, takeBack } from '../../testing/fake-recalls';
import { renderApp } from '../../testing/render-app';

const page = '/organizations/acme-dev/dataflows/welcome/versions/1';
const versionOf = (fake: FakeApi) => fake.data.versions.find((one) => one.dataflow === 'welcome' && one.version === 1)!;
const recalled = (fake: FakeApi) => {
    travelled(fake.data);
    recall(fake.data, versionOf(fake), 'it loses mails');
};
const withoutPromote = (fake: FakeApi) => {
    fake.data.me.organizations.find((one) => one.id === 'acme-dev')!.permissions = ['neo.view'];
};
const isRecallWith = (method: string, request: Request) => request.method === method && request.url.endsWith('/recall');
const notice = () => screen.findByRole('region', { name: 'Recall' });
const reasonOff = 'Recalled: it can be promoted nowhere.';

test('recalling asks why first, says what it means, and turns promoting off', async () => {
    const { user, fake } = renderApp(page, (one) => travelled(one.data));
    await user.click(await screen.findByRole('button', { name: 'Recall' }));
    const dialog = await screen.findByRole('dialog', { name: 'Recall version 1?' });
    expect(dialog.textContent).toContain('It goes nowhere further. What was promoted already stays where it is; see where it is.');
    expect(within(dialog).getByRole('link', { name: 'see where it is' }).getAttribute('href')).toMatch(/welcome\/spread$/);
    const button = within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Recall it' });
    const reason = within(dialog).getByRole<HTMLTextAreaElement>('textbox', { name: 'Reason' });
    await waitFor(() => expect(document.activeElement).toBe(reason));
    expect(reason.required).toBe(true);
    expect(button.disabled).toBe(true);
    await user.type(reason, '   ');
    expect(button.disabled).toBe(true);
    await user.type(reason, 'it loses mails');
    await user.click(button);
    expect((await notice()).textContent).toMatch(/^Recalled by Ana \(ana\), .+: it loses mailsIt can be promoted nowhere\./);
    expect(versionOf(fake).recalled?.reason).toBe('it loses mails');
    expect(screen.queryByRole('button', { name: 'Recall' })).toBeNull();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 })));
    const off = screen.getByRole('button', { name: 'Promote dataflow (promoted before)' });
    expect(off.getAttribute('aria-disabled')).toBe('true');
    expect(off.getAttribute('title')).toBe(reasonOff);
    expect(screen.getAllByText('Recalled', { selector: '.chip' }).length).toBe(2);
});

test('a reason that is too long is said at its field, and sent nowhere', async () => {
    const { user } = renderApp(page);
    await user.click(await screen.findByRole('button', { name: 'Recall' }));
    await user.click(await screen.findByRole('textbox', { name: 'Reason' }));
    await user.paste('é'.repeat(1001));
    expect((await screen.findByRole('alert')).textContent).toBe('That is too long: at most 2,000 bytes are kept.');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Recall it' }).disabled).toBe(true);
});

test('what is refused is said in the dialog, and the reason stays', async () => {
    const { user, fake } = renderApp(page);
    fake.override = (request) =>
        isRecallWith('POST', request)
            ? new Response(JSON.stringify({ status: 403, code: 'promote_permission_missing', detail: 'No longer yours.' }), { status: 403 })
            : undefined;
    await user.click(await screen.findByRole('button', { name: 'Recall' }));
    const reason = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Reason' });
    await user.type(reason, 'it loses mails');
    await user.click(screen.getByRole('button', { name: 'Recall it' }));
    expect((await screen.findByRole('alert')).textContent).toBe('No longer yours.');
    expect(reason.value).toBe('it loses mails');
});

test.each(['POST', 'DELETE'])(
    'when the answer to %s is lost, it is looked up what became of it, and nothing is asked for twice',
    async (method) => {
        const { user, fake } = renderApp(page, method === 'POST' ? undefined : recalled);
        let asked = 0;
        fake.override = async (request) => {
            if (!isRecallWith(method, request)) return undefined;
            asked += 1;
            const { override } = fake;
            fake.override = undefined;
            await fake.fetch(request);
            fake.override = override;
            throw new TypeError('Failed to fetch');
        };
        await user.click(await screen.findByRole('button', { name: method === 'POST' ? 'Recall' : 'Take back' }));
        if (method === 'POST') await user.type(await screen.findByRole('textbox', { name: 'Reason' }), 'it loses mails');
        await user.click(await screen.findByRole('button', { name: method === 'POST' ? 'Recall it' : 'Take it back' }));
        expect(await screen.findByText(/Looking up what became of it/)).toBeDefined();
        await screen.findByRole('button', { name: method === 'POST' ? 'Take back' : 'Recall' });
        await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
        expect(asked).toBe(1);
    },
);

test('a recall that never arrived is told as not done, and can be asked for again', async () => {
    const { user, fake } = renderApp(page);
    fake.override = (request) => {
        if (isRecallWith('POST', request)) throw new TypeError('Failed to fetch');
        return undefined;
    };
    await user.click(await screen.findByRole('button', { name: 'Recall' }));
    await user.type(await screen.findByRole('textbox', { name: 'Reason' }), 'it loses mails');
    await user.click(screen.getByRole('button', { name: 'Recall it' }));
    expect((await screen.findByRole('alert')).textContent).toMatch(/not done by now/);
    fake.override = undefined;
    await user.click(screen.getByRole('button', { name: 'Recall it' }));
    expect(await screen.findByText('It can be promoted nowhere.')).toBeDefined();
});

test('a recall is taken back after a question, and promoting is on again', async () => {
    const { user, fake } = renderApp(page, recalled);
    await user.click(within(await notice()).getByRole('button', { name: 'Take back' }));
    expect(await screen.findByRole('dialog', { name: 'Take the recall of version 1 back?' })).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Take it back' }));
    expect(await screen.findByRole('link', { name: 'Promote dataflow (promoted before)' })).toBeDefined();
    expect(screen.queryByRole('region', { name: 'Recall' })).toBeNull();
    expect(screen.queryByText('Recalled')).toBeNull();
    expect(versionOf(fake).recalled).toBeNull();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 })));
});

test('that somebody else took it back before is no failure', async () => {
    const { user, fake } = renderApp(page, recalled);
    await user.click(await screen.findByRole('button', { name: 'Take back' }));
    takeBack(fake.data, versionOf(fake));
    await user.click(await screen.findByRole('button', { name: 'Take it back' }));
    expect(await screen.findByRole('button', { name: 'Recall' })).toBeDefined();
});

test('who may not promote there reads the notice, and neither recalls nor takes back', async () => {
    renderApp(page, (fake) => {
        recalled(fake);
        withoutPromote(fake);
    });
    expect(within(await notice()).queryByRole('button', { name: 'Take back' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Promote dataflow (promoted before)' }).getAttribute('title')).toMatch(/^You need/);
});

test('who may not promote there is not asked to recall', async () => {
    renderApp(page, withoutPromote);
    expect(await screen.findByRole('link', { name: 'Compare' })).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Recall' })).toBeNull();
});

test('what happened before is folded below the notice, newest first; where there is nothing more, nothing is', async () => {
    const { user, fake, client } = renderApp(page, recalled);
    await notice();
    expect(screen.queryByText(/^Recalled and taken back so far/)).toBeNull();
    takeBack(fake.data, versionOf(fake));
    recall(fake.data, versionOf(fake), 'it sends them twice');
    await client.invalidateQueries();
    const summary = await screen.findByText('Recalled and taken back so far (3)');
    const details = summary.closest('details')!;
    expect(details.open).toBe(false);
    await user.click(summary);
    const told = within(details)
        .getAllByRole('listitem')
        .map((one) => one.firstChild!.textContent);
    expect(told).toEqual([
        'Ana (ana) recalled it: it sends them twice',
        'Ana (ana) took the recall back',
        'Ana (ana) recalled it: it loses mails',
    ]);
});

test('the promote drawer of a recalled version is off, and says why', async () => {
    renderApp(`${page}/promote?target=acme-uat`, recalled);
    const dialog = await screen.findByRole('dialog', { name: 'Promote Dataflow' });
    expect(within(dialog).getByText(reasonOff)).toBeDefined();
    expect(within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Promote' }).disabled).toBe(true);
    expect(await within(dialog).findByText(/was recalled and goes nowhere further/)).toBeDefined();
});

test.each([
    ['the list of dataflows', '/organizations/acme-dev/dataflows'],
    ['the dataflow', '/organizations/acme-dev/dataflows/welcome'],
])('%s marks the recalled version', async (_, path) => {
    renderApp(path, recalled);
    expect((await screen.findAllByText('Recalled')).length).toBe(1);
});

test('where a version is chosen to compare with, it says that it is recalled', async () => {
    renderApp('/organizations/acme-dev/dataflows/welcome/versions/2/compare', recalled);
    expect(await screen.findByRole('option', { name: 'v1, Approved, recalled' })).toBeDefined();
});

test('where a dataflow went, a recalled version is not offered to be promoted', async () => {
    renderApp('/organizations/acme-dev/dataflows/welcome/spread', (fake) => {
        travelled(fake.data);
        recall(
            fake.data,
            fake.data.versions.find((one) => one.dataflow === 'welcome' && one.version === 2)!,
            'it loses mails',
        );
    });
    expect(await screen.findByText('1 version behind')).toBeDefined();
    expect(screen.queryByRole('link', { name: /^Promote v2/ })).toBeNull();
});

test('where a dataflow went, the places that hold a recalled version bear a mark', async () => {
    renderApp('/organizations/acme-dev/dataflows/welcome/spread', recalled);
    const [sit, uat] = (await screen.findAllByRole('row')).slice(1);
    expect(within(uat!).getByText('Recalled')).toBeDefined();
    expect(within(sit!).queryByText('Recalled')).toBeNull();
});

test('a version whose recall was taken back still tells of it, and one that never was recalled tells nothing', async () => {
    renderApp(page, (fake) => {
        recalled(fake);
        takeBack(fake.data, versionOf(fake));
    });
    expect(await screen.findByText('Recalled and taken back so far (2)')).toBeDefined();
    expect(screen.queryByRole('region', { name: 'Recall' })).toBeNull();
    expect(await screen.findByRole('link', { name: 'Promote dataflow (promoted before)' })).toBeDefined();
});
