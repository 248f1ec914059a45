import type { Edge, FitViewOptions, Node, ReactFlowInstance } from '@xyflow/react';

/** As small as a graph's names can still be read. */
const readableZoom = 0.85;

const margin_px = 8;

export const smallestZoom = 0.05;

/** What the button under a graph does: all of it, however small. */
export const wholeGraph: FitViewOptions = { maxZoom: 1, padding: 0.04 };

/** Shows all of a graph where that can be read, else its start; or, of a very large one, the surroundings of a node. */
export async function showReadably<N extends Node, E extends Edge>(flow: ReactFlowInstance<N, E>, around?: string) {
    await flow.fitView({
        ...(wholeGraph as FitViewOptions<N>),
        minZoom: readableZoom,
        nodes: around === undefined ? undefined : [{ id: around }],
    });
    if (around !== undefined) return;
    const { x, y, zoom } = flow.getViewport();
    await flow.setViewport({ x: Math.max(x, margin_px), y: Math.max(y, margin_px), zoom });
}
