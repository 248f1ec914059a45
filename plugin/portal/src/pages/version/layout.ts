import { Graph, layout } from '@dagrejs/dagre';
import type { Block, Connection } from '../../api/types';

export const blockWidth_px = 224;
export const blockHeight_px = 58;

export type PlacedBlock = { key: string; index: number; block: Block; x: number; y: number };
export type Point = { x: number; y: number };
export type PlacedConnection = { key: string; source: string; target: string; bends: Point[] };

/** From left to right, or, where the window is narrow, from top to bottom. */
export type Direction = 'LR' | 'TB';

type Placed = { blocks: PlacedBlock[]; connections: PlacedConnection[]; height_px: number };

/** Places blocks along their connections. Real dataflows repeat ids and connect to nothing: blocks go by index, such connections are left out. */
export function placeBlocks(blocks: Block[], connections: Connection[], direction: Direction): Placed {
    const graph = new Graph({ multigraph: true });
    graph.setGraph({ rankdir: direction, nodesep: 26, edgesep: 44, ranksep: direction === 'LR' ? 56 : 44, marginx: 20, marginy: 20 });
    graph.setDefaultEdgeLabel(() => ({}));
    const keys = new Map<string, string>();
    blocks.forEach((block, index) => {
        const key = String(index);
        if (!keys.has(block.id)) keys.set(block.id, key);
        graph.setNode(key, { width: blockWidth_px, height: blockHeight_px });
    });
    const placed = connections.flatMap((connection, index) => {
        const source = keys.get(connection.from);
        const target = keys.get(connection.to);
        if (source === undefined || target === undefined) return [];
        const key = `c${index}`;
        graph.setEdge(source, target, {}, key);
        return [{ key, source, target, bends: [] as Point[] }];
    });
    layout(graph);
    // The first and last point are at the blocks themselves.
    for (const one of placed) one.bends = ((graph.edge(one.source, one.target, one.key) as { points?: Point[] }).points ?? []).slice(1, -1);
    return {
        blocks: blocks.map((block, index) => {
            const { x, y } = graph.node(String(index)) as { x: number; y: number };
            return { key: String(index), index, block, x: x - blockWidth_px / 2, y: y - blockHeight_px / 2 };
        }),
        connections: placed,
        height_px: graph.graph().height ?? 0,
    };
}

/** A line through points that leaves and enters each of them along the direction of the dataflow. */
export function pathThrough(points: Point[], direction: Direction): string {
    const [first, ...rest] = points;
    if (!first) return '';
    let from = first;
    let path = `M${first.x},${first.y}`;
    for (const to of rest) {
        const [one, other] =
            direction === 'LR'
                ? [`${(from.x + to.x) / 2},${from.y}`, `${(from.x + to.x) / 2},${to.y}`]
                : [`${from.x},${(from.y + to.y) / 2}`, `${to.x},${(from.y + to.y) / 2}`];
        path += ` C${one} ${other} ${to.x},${to.y}`;
        from = to;
    }
    return path;
}
