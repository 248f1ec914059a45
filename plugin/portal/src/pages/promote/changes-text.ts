import type { Changes } from '../../api/types';

const count = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`;

const moduleText = (module: string | null) => (module === null ? 'no module' : `module ${module}`);

/** In one sentence what differs; `same` says that nothing does. */
export function changesText({ against, blocks, connections, order, module, global }: Changes, same: string): string {
    if (against === null)
        return `A new dataflow there: ${count(blocks.added.length, 'block')}, ${count(connections.added.length, 'connection')}.`;
    const parts = [
        blocks.added.length > 0 && `${count(blocks.added.length, 'block')} added`,
        blocks.changed.length > 0 && `${count(blocks.changed.length, 'block')} changed`,
        blocks.removed.length > 0 && `${count(blocks.removed.length, 'block')} removed`,
        connections.added.length > 0 && `${count(connections.added.length, 'connection')} added`,
        connections.removed.length > 0 && `${count(connections.removed.length, 'connection')} removed`,
        order && 'the blocks in another order',
        module && `${moduleText(module.after)} instead of ${moduleText(module.before)}`,
        global && (global.after ? 'global, which it was not' : 'no longer global'),
    ].filter(Boolean);
    return parts.length === 0 ? same : `${parts.join(', ')}.`;
}
