import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { travelled } from '../../testing/fake-data';
import { renderApp } from '../../testing/render-app';

test('a version says where it came from, by whom, and leads there', async () => {
    renderApp('/organizations/acme-uat/dataflows/welcome/versions/4', (fake) => travelled(fake.data));
    const line = (await screen.findByText(/Came from/)).closest('p')!;
    expect(line.textContent).toMatch(/^Came from Acme Dev \/ Welcome mail v1, promoted by Ben Okafor \(ben\)/);
    expect(within(line).getByRole('link', { name: 'Welcome mail v1' }).getAttribute('href')).toMatch(
        /acme-dev\/dataflows\/welcome\/versions\/1$/,
    );
    expect(screen.getByText('Came in')).toBeDefined();
    expect(screen.queryByText(/^In \d/)).toBeNull();
});

test('a version tells in one line in how many organizations it is; the content comes before its promotions', async () => {
    renderApp('/organizations/acme-dev/dataflows/welcome/versions/1', (fake) => travelled(fake.data));
    const line = await screen.findByRole('link', { name: 'In 1 of 2 organizations' });
    expect(line.getAttribute('href')).toMatch(/welcome\/spread$/);
    expect(line.closest('p')!.textContent).toMatch(/: Acme UAT$/);
    expect(screen.getByText('Went out')).toBeDefined();
    const headings = screen.getAllByRole('heading', { level: 2 }).map((one) => one.textContent);
    expect(headings.indexOf('Promotions of this version')).toBe(headings.length - 1);
});

test('of an origin that is not shown a version says that, and leads nowhere', async () => {
    renderApp('/organizations/acme-uat/dataflows/welcome/versions/4', (fake) => {
        travelled(fake.data);
        fake.data.versions.at(-1)!.origin!.source = { organization: null, dataflow: null, version: null };
    });
    const line = (await screen.findByText(/Came from/)).closest('p')!;
    expect(line.textContent).toMatch(/^Came from an organization that is not shown, promoted/);
    expect(within(line).queryByRole('link', { name: /v1$/ })).toBeNull();
});
