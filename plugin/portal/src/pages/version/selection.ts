/* Which block an address means. Ids may repeat within a dataflow or be missing, so it also says the how-manieth of that id. */

type Blocks = { id: string }[];

/** The members of the address for the block at an index. */
export function addressOf(blocks: Blocks, index: number): { block: string | undefined; nth: number | undefined } {
    const id = blocks[index]?.id || undefined;
    const before = blocks.slice(0, index).filter((one) => (one.id || undefined) === id).length;
    return { block: id, nth: before === 0 && id !== undefined ? undefined : before + 1 };
}

/** The index of the block that the address means; undefined when there is none. */
export function indexOf(blocks: Blocks, { block, nth }: { block?: string; nth?: string }): number | undefined {
    if (block === undefined && nth === undefined) return undefined;
    const ofThatId = blocks.flatMap((one, index) => ((one.id || undefined) === block ? [index] : []));
    return ofThatId[Number(nth ?? 1) - 1];
}
