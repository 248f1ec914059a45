import { BaseEdge, type Edge, type EdgeProps } from '@xyflow/react';
import { pathThrough, type Direction, type Point } from './layout';

export type ConnectionEdge = Edge<{ bends: Point[]; direction: Direction }, 'connection'>;

/** What leads from one block to another; where it skips blocks it goes round them. */
export function ConnectionLine({ sourceX, sourceY, targetX, targetY, data, markerEnd }: EdgeProps<ConnectionEdge>) {
    const bends = data!.bends.length > 1 ? data!.bends : [];
    return <BaseEdge path={pathThrough([{ x: sourceX, y: sourceY }, ...bends, { x: targetX, y: targetY }], data!.direction)} markerEnd={markerEnd} />;
}
