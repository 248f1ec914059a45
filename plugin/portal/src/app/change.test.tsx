import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { problem, type FakeApi } from '../testing/fake-api';
import { mapped, nothingSaid } from '../testing/fake-data';
import { renderApp } from '../testing/render-app';

/* Changes: begun once however fast the clicks come, and told as what they came to when their answer is lost. */

const drawer = '/organizations/acme-dev/dataflows/welcome/versions/1/promote?target=acme-uat&application=crm';
const isChange = ({ method, url }: Request) => method !== 'GET' && !url.endsWith('/preflight');

/** Counts the changes that are asked for, and answers what `answer` says of them, after the API has done them or in its stead. */
function watch(fake: FakeApi, answer: (nth: number, request: Request) => 'done' | 'lost' | 'done and lost' | Response = () => 'done') {
    const asked: { key: string | null; body: string }[] = [];
    fake.override = async (request) => {
        if (!isChange(request)) return undefined;
        asked.push({ key: request.headers.get('Idempotency-Key'), body: await request.clone().text() });
        const said = answer(asked.length, request);
        if (said instanceof Response) return said;
        if (said === 'done') return undefined;
        if (said === 'done and lost') {
            const { override } = fake;
            fake.override = undefined;
            await fake.fetch(request);
            fake.override = override;
        }
        throw new TypeError('Failed to fetch');
    };
    return asked;
}

/** Two clicks before anything is rendered. */
const clickTwice = (button: HTMLElement) =>
    act(() => {
        button.click();
        button.click();
    });

async function readyToPromote() {
    const promote = await screen.findByRole<HTMLButtonElement>('button', { name: 'Promote' });
    await waitFor(() => expect(promote.disabled).toBe(false));
    return promote;
}

test('U2: two clicks on Promote ask once, with a key', async () => {
    const { fake } = renderApp(drawer, (one) => mapped(one.data));
    const asked = watch(fake);
    clickTwice(await readyToPromote());
    expect(await screen.findByRole('heading', { name: 'Promoted to Acme UAT' })).toBeDefined();
    expect(asked.length).toBe(1);
    expect(asked[0]!.key).toMatch(/^[0-9a-f]{32}$/);
});

test('U2, P6: a promotion whose answer is lost is asked for by the same key, and meanwhile nothing is told as an error', async () => {
    const { user, fake } = renderApp(drawer, (one) => mapped(one.data));
    const asked = watch(fake, (nth) => (nth < 3 ? 'lost' : 'done'));
    await user.click(await readyToPromote());
    expect(await screen.findByText(/Asking what became of your promotion/)).toBeDefined();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(await screen.findByRole('heading', { name: 'Promoted to Acme UAT' })).toBeDefined();
    expect(asked.length).toBe(3);
    expect(new Set(asked.map(({ key }) => key)).size).toBe(1);
});

test('U2, P6: "promoted already" is a success where it is by the attempt of this drawer, and a refusal where it is not', async () => {
    const { user, fake } = renderApp(drawer, (one) => mapped(one.data));
    watch(fake, (nth) => (nth === 1 ? 'done and lost' : 'done'));
    await user.click(await readyToPromote());
    expect(await screen.findByRole('heading', { name: 'Promoted to Acme UAT' })).toBeDefined();
    expect(screen.queryByText('It was not promoted')).toBeNull();
});

test('U2: "promoted already" by somebody else is told as the refusal that it is', async () => {
    const { user, fake } = renderApp(drawer, (one) => mapped(one.data));
    watch(fake, (nth) => (nth === 1 ? 'done and lost' : 'done'));
    const promote = await readyToPromote();
    const add = fake.data.promotions.unshift.bind(fake.data.promotions);
    fake.data.promotions.unshift = (...made) => add(...made.map((one) => ({ ...one, actor: 'somebody-else' })));
    await user.click(promote);
    expect(await screen.findByText('It was not promoted')).toBeDefined();
});

test('U3: after a refusal was told, and after another choice, promoting is another attempt; after a 503 it is the same', async () => {
    const { user, fake } = renderApp(drawer, (one) => mapped(one.data));
    const refusals = [
        problem(503, 'host_unavailable', 'The host does not answer.'),
        problem(409, 'target_changed', 'The target changed.'),
        problem(409, 'target_changed', 'The target changed.'),
    ];
    const asked = watch(fake, (nth) => refusals[nth - 1] ?? 'done');
    await user.click(await readyToPromote());
    expect(await screen.findByText('The host does not answer.')).toBeDefined();
    await user.click(await readyToPromote());
    expect(await screen.findByText('The target changed.')).toBeDefined();
    await user.click(await readyToPromote());
    await waitFor(() => expect(asked.length).toBe(3));
    await readyToPromote();
    const application = screen.getByRole('combobox', { name: 'Target Application' });
    await user.clear(application);
    await user.type(application, 'Shop');
    await user.click(await screen.findByRole('option', { name: 'Shop' }));
    await user.click(await readyToPromote());
    expect(await screen.findByRole('heading', { name: 'Promoted to Acme UAT' })).toBeDefined();
    const [first, second, third, fourth] = asked.map(({ key }) => key);
    expect(second).toBe(first);
    expect(third).not.toBe(second);
    expect(fourth).not.toBe(third);
    expect(asked.length).toBe(4);
});

test('U3: a 503 that names an attempt which has ended is over: promoting again is another attempt', async () => {
    const { user, fake } = renderApp(drawer, (one) => mapped(one.data));
    const asked = watch(fake, (nth, request) => {
        if (nth > 1) return 'done';
        const { source, target } = {
            source: { organization: 'acme-dev', dataflow: 'welcome', version: 9 },
            target: { organization: 'acme-uat', application: 'crm', dataflow: null, approved_version: null, draft_version: null },
        };
        const ended = {
            id: 'ended',
            key: '',
            status: 'failed' as const,
            source,
            dataflow_name: '',
            target,
            routed: false,
            trigger: null,
            actor: 'ana',
            actor_name: 'Ana',
            requested_at: '',
            finished_at: '',
            failures: [],
            ...nothingSaid,
        };
        fake.data.promotions.push(ended);
        expect(request.url).toContain('/promotions');
        return problem(503, 'host_unavailable', 'The host does not answer.', { promotion: 'ended' });
    });
    await user.click(await readyToPromote());
    expect(await screen.findByText('The host does not answer.')).toBeDefined();
    await user.click(await readyToPromote());
    expect(await screen.findByRole('heading', { name: 'Promoted to Acme UAT' })).toBeDefined();
    expect(asked[1]!.key).not.toBe(asked[0]!.key);
});

test('a session that ended is no outcome: after the log-in nothing of it is left', async () => {
    const { user, fake } = renderApp(drawer, (one) => mapped(one.data));
    const promote = await readyToPromote();
    fake.data.loggedIn = false;
    await user.click(promote);
    const login = await screen.findByRole('dialog', { name: 'Your session has ended' });
    expect(screen.queryByText('It was not promoted')).toBeNull();
    await user.type(within(login).getByLabelText('Access token'), 'good');
    await user.click(within(login).getByRole('button', { name: 'Log in' }));
    await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Your session has ended' })).toBeNull());
    await user.click(await readyToPromote());
    expect(await screen.findByRole('heading', { name: 'Promoted to Acme UAT' })).toBeDefined();
});

test('O1, M7: two clicks on Register register once; a lost answer is looked up', async () => {
    const { user, fake } = renderApp('/organizations/acme-lab/mappings');
    const asked = watch(fake, () => 'done and lost');
    await user.selectOptions(await screen.findByLabelText('Organization Type'), 'uat');
    clickTwice(screen.getByRole('button', { name: 'Register Organization Mapping' }));
    expect(await screen.findByRole('heading', { name: 'Acme Lab is registered as UAT' })).toBeDefined();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(asked.length).toBe(1);
});

test('O1: a registration that never arrived is told not to be done, and done when asked for again', async () => {
    const { user, fake } = renderApp('/organizations/acme-lab/mappings');
    watch(fake, (nth) => (nth === 1 ? 'lost' : 'done'));
    await user.selectOptions(await screen.findByLabelText('Organization Type'), 'uat');
    await user.click(screen.getByRole('button', { name: 'Register Organization Mapping' }));
    expect((await screen.findByRole('alert')).textContent).toContain('this is not done by now');
    await user.click(screen.getByRole('button', { name: 'Register Organization Mapping' }));
    expect(await screen.findByRole('heading', { name: 'Acme Lab is registered as UAT' })).toBeDefined();
});

async function chooseRelation(user: ReturnType<typeof renderApp>['user']) {
    const dialog = await screen.findByRole('dialog', { name: 'Add Related Organization' });
    await user.type(within(dialog).getByLabelText('Target Organization'), 'UAT');
    await user.click(await screen.findByRole('option', { name: /Acme UAT/ }));
    await user.selectOptions(within(dialog).getByLabelText('Relation Type'), 'default');
    return within(dialog).getByRole('button', { name: 'Add Relation' });
}

const addDialog = '/organizations/acme-dev/mappings/related?dialog=add';

for (const [how, second] of [
    ['and is looked up', 'done and lost'],
    ['and the browser sends it again', 'exists'],
] as const)
    test(`M5: a relation whose answer is lost, ${how}, is shown as added`, async () => {
        const { user, fake } = renderApp(addDialog);
        const add = await chooseRelation(user);
        if (second === 'exists') {
            // What a browser does by itself when the connection breaks: the portal only sees what the second request is answered.
            fake.override = async (request) => {
                if (request.method !== 'POST') return undefined;
                fake.override = undefined;
                await fake.fetch(request.clone());
                return undefined;
            };
        } else watch(fake, (nth) => (nth === 1 ? second : 'done'));
        await user.click(add);
        expect(await screen.findByText('Acme UAT is related now.')).toBeDefined();
        expect(screen.queryByRole('alert')).toBeNull();
        expect(fake.data.mappings['acme-dev']!.length).toBe(1);
    });

test('M6: a relation that somebody else made meanwhile is refused', async () => {
    const { user, fake } = renderApp(addDialog);
    const add = await chooseRelation(user);
    mapped(fake.data);
    for (const one of fake.data.mappings['acme-dev']!) one.created_by = 'ben';
    await user.click(add);
    expect((await screen.findByRole('alert')).textContent).toContain('is related already');
});

test('M7: a relation that is gone by now counts as removed', async () => {
    const { user, fake } = renderApp('/organizations/acme-dev/mappings/related', (one) => mapped(one.data));
    await user.click(await screen.findByRole('button', { name: 'Remove Acme UAT' }));
    fake.override = (request) => {
        if (request.method !== 'DELETE') return undefined;
        fake.data.mappings['acme-dev'] = [];
        return problem(404, 'mapping_unknown', 'There is no such mapping.');
    };
    await user.click(await screen.findByRole('button', { name: 'Remove' }));
    await waitFor(() => expect(screen.queryByText('Acme UAT')).toBeNull());
    expect(screen.queryByRole('alert')).toBeNull();
});

test('M7: a relation that is confirmed twice before anything is rendered is changed once', async () => {
    const { user, fake } = renderApp('/organizations/acme-dev/mappings/related', (one) => mapped(one.data));
    const asked = watch(fake);
    await user.selectOptions(await screen.findByLabelText('Relation Type of Acme UAT'), 'sibling');
    clickTwice(await screen.findByRole('button', { name: 'Change to Sibling' }));
    await waitFor(() => expect(fake.data.mappings['acme-dev']![0]!.relation).toBe('sibling'));
    expect(asked.length).toBe(1);
});

test('whatever changes something is a change: nothing goes round its guard', () => {
    const sources = import.meta.glob<string>('../**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true });
    const begun = Object.entries(sources).filter(
        ([name, text]) => !name.includes('.test.') && /\buseMutation\b|\bgetMutationCache\b/.test(text),
    );
    expect(begun.map(([name]) => name)).toEqual(['./use-change.ts']);
});

test('P1: two clicks on Log in log in once', async () => {
    const { user, fake } = renderApp('/', (one) => {
        one.data.loggedIn = false;
    });
    const asked = watch(fake);
    await user.type(await screen.findByLabelText('Access token'), 'good');
    clickTwice(screen.getByRole('button', { name: 'Log in' }));
    expect(await screen.findByRole('heading', { name: 'Organizations' })).toBeDefined();
    expect(asked.length).toBe(1);
});

test('a browser that does not keep the session is told so, not that the token is wrong', async () => {
    const { user, fake } = renderApp('/', (one) => {
        one.data.loggedIn = false;
    });
    fake.override = (request) => (request.url.endsWith('/session') ? new Response(null, { status: 204 }) : undefined);
    await user.type(await screen.findByLabelText('Access token'), 'good');
    await user.click(screen.getByRole('button', { name: 'Log in' }));
    expect((await screen.findByRole('alert')).textContent).toContain('did not keep the session');
});
