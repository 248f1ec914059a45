/* What the tests of the canvas need: dataflows of many shapes, and what is in sight. */

const range = (count) => Array.from({ length: count }, (_, index) => index);
const blocks = (count) =>
    range(count).map((index) => ({
        id: `b${index}`,
        type: index === 0 ? 'http_trigger' : 'script',
        name: `Block ${index}`,
        config: { index },
    }));
const lead = (from, to) => ({ from: `b${from}`, to: `b${to}` });

export const dataflowOf = (id, name, blocks, connections, trigger = { url: `/${id}`, method: 'POST' }, tags = []) => ({
    organization: 'acme-dev',
    id,
    name,
    application: 'crm',
    global: false,
    module: null,
    versions: [{ version: 1, state: 'approved', trigger, tags, blocks, connections }],
});

/** By name: how many blocks, and what leads where. */
export const shapes = {
    'chain-1000': [1000, range(999).map((index) => lead(index, index + 1))],
    'tree-1000': [1000, range(999).map((index) => lead(Math.floor(index / 3), index + 1))],
    'crossed-1000': [
        1000,
        [...range(999).map((index) => lead(index, index + 1)), ...range(1000).map((index) => lead(index, (index * 7 + 3) % 1000))],
    ],
    'fan-out-1000': [1000, range(999).map((index) => lead(0, index + 1))],
    'wide-1000': [1000, []],
    'fan-out-40': [41, range(40).map((index) => lead(0, index + 1))],
    'fan-out-18': [19, range(18).map((index) => lead(0, index + 1))],
    'chain-60': [60, range(59).map((index) => lead(index, index + 1))],
    'ring-30': [30, range(30).map((index) => lead(index, (index + 1) % 30))],
};
export const shapedDataflows = Object.entries(shapes).map(([name, [count, connections]]) =>
    dataflowOf(name, name, blocks(count), connections),
);

/** Where the flow starts by what is stored: the first block that nothing leads to, and the first of those that leads on. */
export function startsOf({ blocks, connections }) {
    const reached = new Set(connections.filter(({ from, to }) => from !== to).map(({ to }) => to));
    const leading = new Set(connections.map(({ from }) => from));
    const first = blocks.findIndex(({ id }) => !reached.has(id));
    const leadingOn = blocks.findIndex(({ id }) => !reached.has(id) && leading.has(id));
    return [...new Set([Math.max(first, 0), leadingOn])].filter((index) => index !== -1);
}

/** In the page: those of the blocks that are not whole within the canvas, or not in the window, and the scale at which they are shown. */
export const outOfSight = (indexes) => {
    // In full screen an empty one keeps its place on the page.
    const canvas = [...document.querySelectorAll('.canvas')].at(-1).getBoundingClientRect();
    const within = (box, { left, top, right, bottom }) => box.left >= left && box.top >= top && box.right <= right && box.bottom <= bottom;
    const hidden = indexes.filter((index) => {
        const box = document.querySelector(`.react-flow__node[data-id="${index}"]`)?.getBoundingClientRect();
        return !box || !within(box, canvas) || !within(box, { left: 0, top: 0, right: innerWidth, bottom: innerHeight });
    });
    const { m11 } = new DOMMatrix(getComputedStyle(document.querySelector('.react-flow__viewport')).transform);
    return { hidden, scale: m11 };
};

export const readableScale = 0.85;
