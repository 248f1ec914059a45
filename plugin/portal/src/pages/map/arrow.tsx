import { BaseEdge, getBezierPath, type Edge, type EdgeProps } from '@xyflow/react';
import { pathThrough } from '../version/layout';

export type Arrow = Edge<{ bends: { x: number; y: number }[] }, 'arrow'>;

/** A mapping. One that skips a column passes between its organizations, never behind them. */
export function ArrowLine({ sourceX, sourceY, sourcePosition, targetX, targetY, targetPosition, data, markerEnd }: EdgeProps<Arrow>) {
    const { bends } = data!;
    const path =
        bends.length > 0
            ? pathThrough([{ x: sourceX, y: sourceY }, ...bends, { x: targetX, y: targetY }], 'LR')
            : getBezierPath({ sourceX, sourceY, sourcePosition, targetX, targetY, targetPosition })[0];
    return <BaseEdge path={path} markerEnd={markerEnd} interactionWidth={18} />;
}
