import { blockHeight_px, blockWidth_px, type Placed, type Point } from './layout';

/** As small as the names of blocks can still be read. */
export const readableZoom = 0.85;

/** Beside the blocks lines turn round, above and below them they do not. */
const margin_px = { x: 28, y: 16 };

export type Size = { width: number; height: number };
export type View = { x: number; y: number; zoom: number };

/** The least box around some of the blocks. */
export function boxAround(placed: Placed, blocks: number[]): Point & Size {
    const corners = blocks.map((index) => placed.blocks[index]!);
    const [x, y] = [Math.min(...corners.map((one) => one.x)), Math.min(...corners.map((one) => one.y))];
    return {
        x,
        y,
        width: Math.max(...corners.map((one) => one.x)) - x + blockWidth_px,
        height: Math.max(...corners.map((one) => one.y)) - y + blockHeight_px,
    };
}

/** Where along one axis the canvas begins: all of it in the middle when it fits, else what is `wanted` near the start, and no emptiness before the first block. */
function along(pane: number, whole: number, wanted: { at: number; size: number }, zoom: number, margin: number, share: number): number {
    const spare = pane - whole * zoom;
    if (spare >= 2 * margin) return spare / 2;
    const offset = pane * share - (wanted.at + wanted.size / 2) * zoom;
    const within = Math.min(Math.max(offset, spare - margin), margin);
    return Math.max(within, margin - wanted.at * zoom);
}

/** What the canvas shows first: everything where that can be read, else the blocks that matter, as large as can be read and whole. */
export function openingView(placed: Placed, pane: Size, matter: number[]): View {
    const room = { width: pane.width - 2 * margin_px.x, height: pane.height - 2 * margin_px.y };
    const whole = Math.min(room.width / placed.width_px, room.height / placed.height_px, 1);
    const zoom = Math.max(whole, readableZoom);
    const wanted = boxAround(placed, matter);
    return {
        x: along(pane.width, placed.width_px, { at: wanted.x, size: wanted.width }, zoom, margin_px.x, 0.5),
        y: along(pane.height, placed.height_px, { at: wanted.y, size: wanted.height }, zoom, margin_px.y, 0.35),
        zoom,
    };
}

/** Whether all of a box is in sight. */
export function isInside(box: Point & Size, { x, y, zoom }: View, pane: Size): boolean {
    const [left, top] = [box.x * zoom + x, box.y * zoom + y];
    return left >= 0 && top >= 0 && left + box.width * zoom <= pane.width && top + box.height * zoom <= pane.height;
}

/** A point in the middle of the pane. */
export const viewAround = ({ x, y }: Point, zoom: number, pane: Size): View => ({
    x: pane.width / 2 - x * zoom,
    y: pane.height / 2 - y * zoom,
    zoom,
});
