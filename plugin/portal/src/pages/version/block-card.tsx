import { Handle, Position, type Node, type NodeProps } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import type { ShownBlock } from './block-graph';
import { BlockIcon } from './block-icon';
import { blockHeight_px, blockWidth_px, type Direction } from './layout';

/** `onShown` is there while the focus is to go to this block. */
export type BlockNode = Node<{ block: ShownBlock; direction: Direction; hit: boolean; onShown?: (card: HTMLElement) => void }, 'block'>;

const sides = {
    LR: {
        in: Position.Left,
        out: Position.Right,
        inAt: { x: 0, y: blockHeight_px / 2 },
        outAt: { x: blockWidth_px, y: blockHeight_px / 2 },
    },
    TB: {
        in: Position.Top,
        out: Position.Bottom,
        inAt: { x: blockWidth_px / 2, y: 0 },
        outAt: { x: blockWidth_px / 2, y: blockHeight_px },
    },
};

/** Where lines begin and end, known without measuring. */
export const handlesOf = (direction: Direction) => [
    { type: 'target' as const, position: sides[direction].in, ...sides[direction].inAt, width: 1, height: 1 },
    { type: 'source' as const, position: sides[direction].out, ...sides[direction].outAt, width: 1, height: 1 },
];

export function BlockCard({ data: { block, direction, hit, onShown }, selected }: NodeProps<BlockNode>) {
    const card = useRef<HTMLDivElement>(null);
    useEffect(() => onShown?.(card.current!), [onShown]);
    return (
        <div className="block" ref={card} data-selected={selected || undefined} data-hit={hit || undefined}>
            <Handle type="target" position={sides[direction].in} isConnectable={false} />
            <BlockIcon type={block.type} fromLibrary={block.fromLibrary} />
            <span className="block-text">
                <span className="block-name" dir="auto">
                    {block.name}
                </span>
                <span className="block-type" dir="auto">
                    {block.type}
                </span>
            </span>
            <Handle type="source" position={sides[direction].out} isConnectable={false} />
        </div>
    );
}
