import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { travelled } from '../../testing/fake-data';
import { renderApp } from '../../testing/render-app';

const board = (search = '') => renderApp(`/organizations/acme-dev/board${search}`, (fake) => travelled(fake.data));

test('the board tells of each dataflow in words how it stands where, by type', async () => {
    board();
    await screen.findByRole('grid', { name: 'Board' });
    expect(screen.getAllByRole('columnheader').map((one) => one.textContent)).toEqual(['Dataflow', 'SIT', 'UAT']);
    expect(screen.getAllByRole('gridcell').map((one) => one.textContent)).toEqual([
        '1: 1 up to date',
        '1: 1 behind',
        '–Nowhere',
        '1: 1 up to date',
        '–Nowhere',
        '–Nowhere',
    ]);
});

test('arrows move between the cells, one of which is a tab stop; enter opens what it counts', async () => {
    const { user } = board();
    const first = await screen.findByRole('link', { name: 'Welcome mail' });
    first.focus();
    await user.keyboard('{ArrowRight}{ArrowRight}');
    expect(document.activeElement?.textContent).toBe('1: 1 behind');
    expect(document.querySelectorAll('[data-cell][tabindex="0"]').length).toBe(1);
    await user.keyboard('{ArrowDown}{ArrowLeft}');
    expect(document.activeElement?.textContent).toBe('–Nowhere');
    await user.keyboard('{ArrowUp}{End}{Enter}');
    await waitFor(() => expect(location.pathname + location.search).toMatch(/welcome\/spread\?type=uat$/));
});

test('it shows only what is behind; an empty page is not the last one', async () => {
    let empties = 0;
    const { user } = renderApp('/organizations/acme-dev/board', (fake) => {
        travelled(fake.data);
        fake.override = (request) => {
            const { pathname, searchParams } = new URL(request.url);
            if (!pathname.endsWith('/board') || searchParams.get('behind') !== 'true' || searchParams.has('cursor')) return undefined;
            empties++;
            return new Response(JSON.stringify({ items: [], next_cursor: '0' }), { headers: { 'Content-Type': 'application/json' } });
        };
    });
    await user.click(await screen.findByRole('checkbox', { name: 'Behind only' }));
    await waitFor(() => expect(location.search).toBe('?behind=only'));
    await waitFor(() => expect(screen.queryByRole('link', { name: 'Audit trail' })).toBeNull());
    expect(await screen.findByRole('link', { name: 'Welcome mail' })).toBeDefined();
    expect(empties).toBe(1);
});
