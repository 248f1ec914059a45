import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { travelled } from '../../testing/fake-data';
import { renderApp } from '../../testing/render-app';

const rows = async () => (await screen.findAllByRole('row')).slice(1);

test('a dataflow is listed where it went, with what stands there, and how', async () => {
    renderApp('/organizations/acme-dev/dataflows/welcome/spread', (fake) => travelled(fake.data));
    const [sit, uat] = await rows();
    expect(sit!.textContent).toMatch(/Acme SIT.*SIT.*v2 → v7.*Nothing live.*Up to date.*Ben Okafor \(ben\).*1 step/);
    expect(uat!.textContent).toMatch(/Acme UAT.*v1 → v4.*Behind.*1 version behind/);
    expect(within(uat!).getByRole('link', { name: 'Acme UAT' }).getAttribute('href')).toMatch(/acme-uat\/dataflows\/welcome\/versions\/4$/);
    const promote = await within(uat!).findByRole('link', { name: 'Promote v2 to Acme UAT' });
    expect(promote.getAttribute('href')).toMatch(/acme-dev\/dataflows\/welcome\/versions\/2\/promote\?target=acme-uat$/);
    expect(within(sit!).queryByRole('link', { name: /Promote/ })).toBeNull();
});

test('each number of the summary shows only those, and the search stays', async () => {
    const { user } = renderApp('/organizations/acme-dev/dataflows/welcome/spread?search=acme', (fake) => travelled(fake.data));
    const summary = await screen.findByRole('navigation', { name: 'How it stands' });
    expect(within(summary).getByRole('link', { name: '2 in all' }).getAttribute('aria-current')).toBe('true');
    await user.click(within(summary).getAllByRole('link', { name: '1 behind' })[0]!);
    await waitFor(() => expect(location.search).toBe('?standing=behind&search=acme'));
    await waitFor(async () => expect((await rows()).length).toBe(1));
    await user.click(screen.getByRole('link', { name: '1 SIT' }));
    await waitFor(async () => expect((await rows())[0]!.textContent).toMatch(/Acme SIT/));
});

test('who may not see an organization reads its id, and is led nowhere', async () => {
    renderApp('/organizations/acme-dev/dataflows/welcome/spread', (fake) => {
        travelled(fake.data);
        fake.data.me.organizations = fake.data.me.organizations.filter(({ id }) => id !== 'acme-uat');
        fake.data.organizations.find(({ id }) => id === 'acme-uat')!.name = null as unknown as string;
    });
    const uat = (await rows())[1]!;
    expect(uat.textContent).toMatch(/^acme-uat/);
    expect(within(uat).queryByRole('link')).toBeNull();
});
