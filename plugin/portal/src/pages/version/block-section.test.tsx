import { screen, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import type { Block, Connection } from '../../api/types';
import { anyJson, randomFrom } from '../../testing/random';
import { renderApp } from '../../testing/render-app';

const path = '/organizations/acme-dev/dataflows/welcome/versions/1';

const show = (blocks: unknown[], connections: unknown[], search = '') =>
    renderApp(`${path}${search}`, ({ data }) => {
        const version = data.versions.find((one) => one.dataflow === 'welcome' && one.version === 1)!;
        version.blocks = blocks as Block[];
        version.connections = connections as Connection[];
    });

const shapes = [
    { id: 'w', type: { kind: 'x' }, name: { en: 'Hello', de: 'Hallo' } },
    { id: 7, type: 1, name: 12 },
    { id: { a: 1 }, name: ['one', 'two'] },
    { type: null, name: null },
    { id: 'w', name: 'again' },
    ['array'],
    'text',
    null,
    false,
];
const loose = [null, 'x', { from: { a: 2 }, to: [] }, { from: 'w' }];
const names = [
    '{ "en": "Hello", "de": "Hallo" }',
    '12',
    '[ "one", "two" ]',
    'Unnamed block',
    'again',
    '[ "array" ]',
    'text',
    'null',
    'false',
];

test('a version is shown whatever shape its blocks and connections have, on the canvas and as a list', async () => {
    const { user } = show(shapes, [...loose, { from: 'w', to: 7 }, { from: { a: 1 }, to: 'w' }]);
    const canvas = await screen.findByRole('application', { name: 'Blocks and connections' });
    for (const name of names) expect(canvas.textContent).toContain(name);
    expect(screen.getByText('4 connections lead from or to no block')).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'List' }));
    const rows = screen.getAllByRole('listitem').filter((one) => one.closest('.block-list'));
    expect(rows.map((row) => row.querySelector('.strong')!.textContent)).toEqual(names);
    expect(rows[2]!.textContent).toContain('leads to { "en": "Hello", "de": "Hallo" }');
    for (const [index, row] of rows.entries()) {
        await user.click(within(row).getByRole('button'));
        const details = screen.getByRole('complementary', { name: 'Details of the block' });
        expect(within(details).getByRole('heading', { level: 3 }).textContent).toBe(names[index]);
    }
    expect(screen.getByRole('link', { name: 'Promote dataflow' })).toBeDefined();
});

test('details show every member as it is stored, except what their heading says', async () => {
    show([{ id: 'a', type: 'mail', name: { en: 'Hi' }, off: null, '': 1, library: null }], [], '?block=a');
    const details = await screen.findByRole('complementary', { name: 'Details of the block' });
    expect(
        within(details)
            .getAllByRole('heading', { level: 4 })
            .map((one) => one.textContent),
    ).toEqual(['name', 'off', '""', 'library']);
    expect(within(details).getByRole('region', { name: 'Value of off' }).textContent).toBe('null');
});

test.each([1, 2, 3, 4, 5, 6])('generated document %i takes no page down', async (seed) => {
    const random = randomFrom(seed * 7919);
    const any = () => anyJson(random);
    const blocks = Array.from({ length: 12 }, () =>
        random.below(3) === 0 ? any() : { id: any(), name: any(), type: any(), library: any(), config: any() },
    );
    const connections = Array.from({ length: 12 }, () => (random.below(3) === 0 ? any() : { from: any(), to: any() }));
    const { user } = show(blocks, connections);
    expect((await screen.findByRole('application', { name: 'Blocks and connections' })).querySelectorAll('.block')).toHaveLength(12);
    await user.click(screen.getByRole('button', { name: 'List' }));
    for (const button of document.querySelectorAll('.block-list button')) {
        await user.click(button);
        expect(screen.getByRole('complementary', { name: 'Details of the block' })).toBeDefined();
    }
});

test('blocks are found by keyboard: the count is told, Enter goes on and round, a slash comes back', async () => {
    const { user } = show(
        ['Alpha mail', 'Beta', 'Gamma mail'].map((name, index) => ({ id: `b${index}`, type: 't', name })),
        [],
        '?view=list',
    );
    const field = await screen.findByRole('searchbox', { name: 'Find a block' });
    await user.type(field, 'mail');
    const told = () => screen.getAllByRole('status').map((one) => one.textContent);
    expect(told()).toContain('2 blocks found');
    const focus = () => document.activeElement?.textContent;
    await user.keyboard('{Enter}');
    expect(focus()).toContain('Alpha mail');
    expect(told()).toContain('1 of 2: Alpha mail');
    await user.keyboard('{Enter}');
    expect(focus()).toContain('Gamma mail');
    await user.keyboard('{Enter}');
    expect(focus()).toContain('Alpha mail');
    await user.keyboard('{Shift>}{Enter}{/Shift}');
    expect(focus()).toContain('Gamma mail');
    expect(screen.queryByRole('complementary', { name: 'Details of the block' })).toBeNull();
    await user.keyboard(' ');
    expect(screen.getByRole('complementary', { name: 'Details of the block' })).toBeDefined();
    await user.keyboard('/');
    expect(document.activeElement).toBe(field);
    await user.clear(field);
    await user.type(field, 'nothing');
    expect(told()).toContain('No blocks found');
});

test('while the worker is at it the page says so; when it fails, it says that and can be asked again', async () => {
    class SlowWorker {
        onmessage?: (event: { data: unknown }) => void;
        onerror?: () => void;
        ended = false;
        constructor() {
            made.push(this);
        }
        postMessage() {}
        terminate() {
            this.ended = true;
        }
    }
    const made: SlowWorker[] = [];
    vi.stubGlobal('Worker', SlowWorker);
    try {
        const { user } = show([{ id: 'a', type: 't', name: 'Only' }], []);
        expect((await screen.findByText('Laying out 1 block…')).closest('[role=status]')).not.toBeNull();
        made[0]!.onerror!();
        await user.click(await screen.findByRole('button', { name: 'Try again' }));
        expect(screen.getByText('Laying out 1 block…')).toBeDefined();
        expect(made).toHaveLength(2);
        expect(made[0]!.ended).toBe(true);
        made[1]!.onmessage!({ data: { blocks: [{ x: 0, y: 0 }], bends: [], width_px: 224, height_px: 58 } });
        expect(await screen.findByRole('application', { name: 'Blocks and connections' })).toBeDefined();
    } finally {
        vi.unstubAllGlobals();
    }
});

test('Escape closes the details of a block', async () => {
    const { user } = show([{ id: 'a', type: 'mail', name: 'Send', retries: 3 }], [], '?block=a');
    await screen.findByRole('complementary', { name: 'Details of the block' });
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('complementary', { name: 'Details of the block' })).toBeNull();
    expect(location.search).toBe('');
});
