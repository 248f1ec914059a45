import { prettyAt, type ContentText } from '../../api/content';
import { blockTextAt, isObject, textAt, type BlockText } from '../../ui/block-text';
import { looksLikeTrigger } from './block-icon';
import type { Link } from './layout';

export type ShownBlock = BlockText & { fromLibrary: boolean };

/** What the canvas and the list show of a version: its blocks as texts, what leads from which to which, and connections that lead nowhere. */
export type BlockGraph = { blocks: ShownBlock[]; links: Link[]; starts: number[]; loose: string[] };

type Stored = { blocks: unknown; connections: unknown };

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** What tells one id from another: the number 1 is not the text "1", and nothing is no id. */
function identityAt(value: unknown, member: string, content: ContentText, ...path: (string | number)[]): string | undefined {
    const id = isObject(value) && Object.hasOwn(value, member) ? value[member] : null;
    if (id === null) return undefined;
    return typeof id === 'string' ? `text ${id}` : `other ${prettyAt(content, ...path, member)}`;
}

/** Blocks and connections of any shape, each id meaning its first block. */
export function readGraph(version: Stored, content: ContentText): BlockGraph {
    const stored = listOf(version.blocks);
    const blocks = stored.map((block, index) => ({
        ...blockTextAt(block, content, 'blocks', index),
        fromLibrary: isObject(block) && (block.library ?? null) !== null,
    }));
    const indexOf = new Map<string, number>();
    stored.forEach((block, index) => {
        const id = identityAt(block, 'id', content, 'blocks', index);
        if (id !== undefined && !indexOf.has(id)) indexOf.set(id, index);
    });
    const links: Link[] = [];
    const loose: string[] = [];
    listOf(version.connections).forEach((connection, index) => {
        const end = (member: 'from' | 'to') => indexOf.get(identityAt(connection, member, content, 'connections', index) ?? '');
        const [from, to] = [end('from'), end('to')];
        if (from !== undefined && to !== undefined) links.push({ from, to });
        else loose.push(textAt(content, 'connections', index));
    });
    return { blocks, links, starts: startsOf(blocks, links), loose };
}

/**
 * Where the flow starts: the first block that nothing leads to; with it the first of those that lead on, and the first of these that looks like a trigger, for
 * a note or a part of a later block may be stored before the trigger. What only goes round starts with its first block.
 */
export function startsOf(blocks: { type: string }[], links: Link[]): number[] {
    const reached = new Set(links.filter(({ from, to }) => from !== to).map(({ to }) => to));
    const leading = [...new Set(links.map(({ from }) => from))].sort((one, other) => one - other);
    const first = [...blocks.keys()].find((index) => !reached.has(index));
    const leadingOn = leading.filter((index) => !reached.has(index));
    const trigger = leadingOn.find((index) => looksLikeTrigger(blocks[index]!.type));
    return [...new Set([first, leadingOn[0] ?? leading[0], trigger])].filter((index) => index !== undefined);
}
