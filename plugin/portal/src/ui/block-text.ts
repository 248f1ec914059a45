import { prettyAt, type ContentText } from '../api/content';

type Path = (string | number)[];

const longest = 300;

/**
 * Any JSON value as a text for people: a string as it is, everything else as it is stored, on one line; empty where there is nothing.
 * Platforms store what they like in blocks and connections, so nothing of them is shown without this.
 */
export function textAt(content: ContentText, ...path: Path): string {
    const stored = prettyAt(content, ...path) ?? '';
    const text = stored.startsWith('"') ? (JSON.parse(stored) as string) : stored.replace(/\n\s*/g, ' ');
    // Half a character would be shown as one thing and sent as another.
    return (text.length > longest ? `${text.slice(0, longest)}…` : text).replace(/\p{Surrogate}/gu, '\ufffd');
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value);

/** Something other than spaces and what has no look of its own. */
const visible = /[^\p{C}\p{Z}]/u;

/** What people read of a block. It is called by its name, else by its id, else by its type. */
export type BlockText = { name: string; type: string; id: string };

/** The texts of the block that is stored at a path; `block` is its value. */
export function blockTextAt(block: unknown, content: ContentText, ...path: Path): BlockText {
    const shown = (text: string) => (visible.test(text) ? text : '');
    const member = (name: string) =>
        isObject(block) && Object.hasOwn(block, name) && block[name] !== null ? shown(textAt(content, ...path, name)) : '';
    const [name, type, id] = [member('name'), member('type'), member('id')];
    const whole = isObject(block) ? '' : shown(textAt(content, ...path));
    return { name: name || id || type || whole || 'Unnamed block', type, id };
}
