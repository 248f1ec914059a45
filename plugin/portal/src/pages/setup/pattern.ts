import type { Relation } from '../../api/types';
import { csvField } from './csv';

/** What stands for the placeholder where an id follows the pattern; undefined where it does not. */
function placeholderIn(id: string, [before, after]: [string, string]): string | undefined {
    const isMatch = id.length > before.length + after.length && id.startsWith(before) && id.endsWith(after);
    return isMatch ? id.slice(before.length, id.length - after.length) : undefined;
}

const halves = (pattern: string): [string, string] | undefined => {
    const [before, after, ...more] = pattern.split('*');
    return before !== undefined && after !== undefined && more.length === 0 ? [before, after] : undefined;
};

export const isPattern = (text: string) => halves(text) !== undefined;

/** A line for each organization that follows the first pattern, to the one that the second makes of it. */
export function linesOfPattern(ids: string[], from: string, to: string, relation: Relation): string[] {
    const [source, target] = [halves(from), halves(to)];
    if (!source || !target) return [];
    return ids.flatMap((id) => {
        const common = placeholderIn(id, source);
        return common === undefined ? [] : [[id, target[0] + common + target[1], relation].map(csvField).join(',')];
    });
}
