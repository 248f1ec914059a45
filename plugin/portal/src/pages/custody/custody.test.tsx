import { screen, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { travelled } from '../../testing/fake-data';
import { renderApp } from '../../testing/render-app';

const there = '/organizations/acme-uat/dataflows/welcome/versions/4/custody';

test('the way of a version is told from here back to where it was written', async () => {
    renderApp(there, (fake) => travelled(fake.data));
    const [here, written] = within(await screen.findByRole('list', { name: 'From this version back' })).getAllByRole('listitem');
    expect(here!.textContent).toMatch(/Acme UAT \/ welcome v4Promoted by Ben Okafor \(ben\).*Identical to what it came from\..*c0ffee/);
    expect(written!.textContent).toMatch(/Acme Dev \/ welcome v1It was written here\./);
    expect(within(written!).getByRole('link', { name: 'welcome v1' })).toBeDefined();
    expect(screen.queryByText(/where you may not look/)).toBeNull();
});

test('what may not be seen is said to be that', async () => {
    renderApp(there, (fake) => {
        travelled(fake.data);
        fake.override = (request) => {
            if (!request.url.endsWith('/origin')) return undefined;
            const hidden = { dataflow: null, version: null, promotion: null, actor: null, actor_name: null, at: null };
            const hops = [
                { organization: 'acme-uat', dataflow: 'welcome', version: 4, promotion: 'p1', actor: 'ben', actor_name: null, at: null },
                { organization: 'secret', ...hidden },
            ].map((hop, index) => ({ ...hop, content_hash: null, identical: index === 0 ? false : null }));
            return new Response(JSON.stringify({ hops, complete: false }), { headers: { 'Content-Type': 'application/json' } });
        };
    });
    const [here, hidden] = within(await screen.findByRole('list', { name: 'From this version back' })).getAllByRole('listitem');
    expect(here!.textContent).toMatch(/by ben\. Changed since/);
    expect(hidden!.textContent).toMatch(/secret You may not see this organization.*cannot be told.*not shown, or gone/);
    expect(screen.getByText('The way leads on where you may not look.')).toBeDefined();
});

test('the record is downloaded as the API answered it', async () => {
    const blobs: Blob[] = [];
    URL.createObjectURL = (blob) => `blob:${blobs.push(blob as Blob)}`;
    URL.revokeObjectURL = () => undefined;
    const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    const answer = '{"hops": [],   "complete": true}';
    const { user } = renderApp(there, (fake) => {
        travelled(fake.data);
        fake.override = (request) =>
            request.url.endsWith('/origin') ? new Response(answer, { headers: { 'Content-Type': 'application/json' } }) : undefined;
    });
    await user.click(await screen.findByRole('button', { name: 'Download record (JSON)' }));
    expect(clicked).toHaveBeenCalledOnce();
    expect(blobs[0]!.size).toBe(answer.length);
    expect(blobs[0]!.type).toBe('application/json');
});
