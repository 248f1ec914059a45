import type { Block } from '../../api/types';

/* Which block an address means. Ids may repeat within a dataflow, so it also says the how-manieth of that id. */

/** The members of the address for the block at an index. */
export function addressOf(blocks: Block[], index: number): { block: string | undefined; nth: number | undefined } {
    const id = blocks[index]?.id;
    const before = blocks.slice(0, index).filter((one) => one.id === id).length;
    return { block: id, nth: before === 0 ? undefined : before + 1 };
}

/** The index of the block that the address means; undefined when there is none. */
export function indexOf(blocks: Block[], { block, nth }: { block?: string; nth?: string }): number | undefined {
    const ofThatId = blocks.flatMap((one, index) => (one.id === block ? [index] : []));
    return ofThatId[Number(nth ?? 1) - 1];
}
