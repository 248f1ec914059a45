export const blockWidth_px = 224;
export const blockHeight_px = 58;

export type Point = { x: number; y: number };

/** From left to right, or, where the window is narrow, from top to bottom. */
export type Direction = 'LR' | 'TB';

/** What leads from one block to another, by index. */
export type Link = { from: number; to: number };

/** What is to be laid out: blocks by number, and those of them that the flow starts with. */
export type Flow = { count: number; links: Link[]; starts: number[]; direction: Direction };

/** The upper left corner of every block, what every link bends around, and how much room all that takes. */
export type Placed = { blocks: Point[]; bends: Point[][]; width_px: number; height_px: number };

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
