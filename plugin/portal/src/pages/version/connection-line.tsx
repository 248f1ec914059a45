import { BaseEdge, type Edge, type EdgeProps } from '@xyflow/react';
import { pathThrough, type Direction, type Point } from './layout';

export type ConnectionEdge = Edge<{ bends: Point[]; direction: Direction }, 'connection'>;

const turn_px = 34;

/** A line that leads back: it turns round beside both blocks. */
function pathBack(from: Point, bends: Point[], to: Point, direction: Direction): string {
    const beyond = ({ x, y }: Point, by: number) => (direction === 'LR' ? `${x + by},${y}` : `${x},${y + by}`);
    const [first, last] = [bends[0]!, bends.at(-1)!];
    const through = bends.map(({ x, y }) => `${x},${y}`).join(' L');
    return (
        `M${from.x},${from.y} C${beyond(from, turn_px)} ${beyond(first, turn_px)} ${through}` +
        ` C${beyond(last, -turn_px)} ${beyond(to, -turn_px)} ${to.x},${to.y}`
    );
}

/** What leads from one block to another; where it skips blocks it goes round them. */
export function ConnectionLine({ sourceX, sourceY, targetX, targetY, data, markerEnd }: EdgeProps<ConnectionEdge>) {
    const { bends, direction } = data!;
    const [from, to] = [
        { x: sourceX, y: sourceY },
        { x: targetX, y: targetY },
    ];
    const along = direction === 'LR' ? 'x' : 'y';
    const back = bends.length > 0 && bends[0]![along] > bends.at(-1)![along];
    return (
        <BaseEdge path={back ? pathBack(from, bends, to, direction) : pathThrough([from, ...bends, to], direction)} markerEnd={markerEnd} />
    );
}
