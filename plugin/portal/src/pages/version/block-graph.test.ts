import { expect, test } from 'vitest';
import { readContent } from '../../api/content';
import { anyJson, randomFrom } from '../../testing/random';
import { readGraph } from './block-graph';

const graphOf = (text: string) => readGraph(JSON.parse(text) as { blocks: unknown; connections: unknown }, readContent(text));
const graph = (blocks: unknown, connections: unknown = []) => graphOf(JSON.stringify({ blocks, connections }));

test.each([
    ['a text', '{"id":"a","name":"Send","type":"mail"}', { name: 'Send', type: 'mail', id: 'a' }],
    ['an object', '{"id":"a","name":{"en":"Hello"}}', { name: '{ "en": "Hello" }', type: '', id: 'a' }],
    ['a number as it is stored', '{"id":12345678901234567890,"name":1.0}', { name: '1.0', type: '', id: '12345678901234567890' }],
    ['an array', '{"name":[1,"x"]}', { name: '[ 1, "x" ]', type: '', id: '' }],
    ['null', '{"id":"a","name":null,"type":null}', { name: 'a', type: '', id: 'a' }],
    ['false', '{"name":false,"type":true}', { name: 'false', type: 'true', id: '' }],
    ['an empty text', '{"id":"a","name":" "}', { name: 'a', type: '', id: 'a' }],
    ['invisible', '{"id":"a","type":" ","name":"\u202e\u200b"}', { name: 'a', type: '', id: 'a' }],
    ['nothing at all', '{}', { name: 'Unnamed block', type: '', id: '' }],
    ['half a character', '{"name":"\\ud800!"}', { name: '\ufffd!', type: '', id: '' }],
    ['escaped', '{"n\\u0061me":"A\\nB"}', { name: 'A\nB', type: '', id: '' }],
    ['an inherited member', '{"id":"constructor"}', { name: 'constructor', type: '', id: 'constructor' }],
    ['a block that is a text', '"lonely"', { name: 'lonely', type: '', id: '' }],
    ['a block that is an array', '[["name","x"]]', { name: '[ [ "name", "x" ] ]', type: '', id: '' }],
    ['a block that is null', 'null', { name: 'null', type: '', id: '' }],
    ['a block that is a number', '7', { name: '7', type: '', id: '' }],
])('a block whose name is %s is shown as text', (_, block, shown) => {
    expect(graphOf(`{"blocks":[${block}],"connections":[]}`).blocks).toEqual([{ ...shown, fromLibrary: false }]);
});

test('long texts are cut', () => {
    const [block] = graph([{ name: 'x'.repeat(5000) }]).blocks;
    expect(block!.name).toBe(`${'x'.repeat(300)}…`);
});

test.each([
    ['texts', 'a', 'b'],
    ['numbers', 1, 2],
    ['objects', { a: 1 }, { a: 2 }],
    ['arrays', [], [1]],
    ['booleans', true, false],
])('connections lead between blocks whose ids are %s', (_, one, other) => {
    expect(graph([{ id: one }, { id: other }], [{ from: one, to: other }]).links).toEqual([{ from: 0, to: 1 }]);
});

test('numbers that are the same only when rounded are two ids', () => {
    const text =
        '{"blocks":[{"id":9007199254740993},{"id":9007199254740992},{"id":"9007199254740992"}],"connections":[{"from":9007199254740992,"to":"9007199254740992"}]}';
    expect(graphOf(text).links).toEqual([{ from: 1, to: 2 }]);
});

test.each([
    null,
    1,
    'a',
    [],
    ['a', 'b'],
    {},
    { from: 'a' },
    { to: 'a' },
    { from: 'a', to: 'gone' },
    { from: null, to: null },
    { from: { x: 1 }, to: ['a'] },
    { from: 1, to: 'a' },
])('%j is told of as a connection that leads from or to no block', (connection) => {
    const { links, loose } = graph([{ id: 'a' }, { id: null }, {}, null], [connection]);
    expect(links).toEqual([]);
    expect(loose.map((text) => text.replaceAll(/[\s"]/g, ''))).toEqual([JSON.stringify(connection).replaceAll(/[\s"]/g, '')]);
});

test('of blocks with the same id the first is meant; one may lead to itself and round', () => {
    const { links } = graph(
        [{ id: 'a' }, { id: 'a' }, { id: 'b' }],
        [
            { from: 'a', to: 'b' },
            { from: 'b', to: 'a' },
            { from: 'b', to: 'b' },
        ],
    );
    expect(links).toEqual([
        { from: 0, to: 2 },
        { from: 2, to: 0 },
        { from: 2, to: 2 },
    ]);
});

test.each([null, {}, 'text', 7])('blocks and connections that are %j are none', (value) => {
    expect(graph(value, value)).toEqual({ blocks: [], links: [], starts: [], loose: [] });
});

test.each([
    ['the first that nothing leads to', [{ id: 'a' }, { id: 'b' }], [['b', 'a']], [1]],
    [
        'the first block of a ring',
        [{ id: 'a' }, { id: 'b' }],
        [
            ['a', 'b'],
            ['b', 'a'],
        ],
        [0],
    ],
    [
        'a note and the first block of a ring',
        [{ id: 'note' }, { id: 'a' }, { id: 'b' }],
        [
            ['b', 'a'],
            ['a', 'b'],
        ],
        [0, 1],
    ],
    [
        'one that only leads to itself',
        [{ id: 'a' }, { id: 'b' }],
        [
            ['a', 'a'],
            ['a', 'b'],
        ],
        [0],
    ],
    ['a note, and what leads on', [{ id: 'note' }, { id: 'a' }, { id: 'b' }], [['a', 'b']], [0, 1]],
    [
        'a note, a model stored before the trigger, and the trigger',
        [{ id: 'note' }, { id: 'model', type: 'chatModel' }, { id: 'agent' }, { id: 'hook', type: 'webhook' }],
        [
            ['model', 'agent'],
            ['hook', 'agent'],
        ],
        [0, 1, 3],
    ],
])('the flow starts with %s', (_, blocks, pairs, starts) => {
    expect(
        graph(
            blocks,
            pairs.map(([from, to]) => ({ from, to })),
        ).starts,
    ).toEqual(starts);
});

test('whatever JSON blocks and connections are, all of them become text', () => {
    for (let seed = 1; seed <= 400; seed++) {
        const random = randomFrom(seed);
        const member = () => (random.below(3) === 0 ? random.oneOf(['a', 'b', 'c']) : anyJson(random));
        const block = () => ({ id: member(), name: anyJson(random), type: anyJson(random), library: anyJson(random) });
        const blocks = Array.from({ length: random.below(6) }, () => (random.below(4) === 0 ? anyJson(random) : block()));
        const connections = Array.from({ length: random.below(6) }, () =>
            random.below(4) === 0 ? anyJson(random) : { from: member(), to: member() },
        );
        const shown = graph(blocks, connections);
        expect(shown.blocks).toHaveLength(blocks.length);
        for (const { name, type, id } of shown.blocks) {
            expect([name, type, id].map((text) => typeof text)).toEqual(['string', 'string', 'string']);
            expect(name).toMatch(/[^\p{C}\p{Z}]/u);
            expect(`${name}${type}${id}`).not.toMatch(/\p{Surrogate}/u);
        }
        expect(shown.links.length + shown.loose.length).toBe(connections.length);
        for (const index of [...shown.links.flatMap(({ from, to }) => [from, to]), ...shown.starts])
            expect(shown.blocks[index]).toBeDefined();
        expect(shown.starts.length > 0).toBe(blocks.length > 0);
    }
});
