import { applyEdits, format, parseTree, type Node } from 'jsonc-parser';

/**
 * A dataflow's content is shown as it is stored: JSON.parse would round `12345678901234567890`, turn `1.0` into `1`
 * and drop duplicate keys. So documents are read twice: once as values, once as a tree of positions in the text.
 */
export type ContentText = { text: string; root: Node | undefined };

export const readContent = (text: string): ContentText => ({ text, root: parseTree(text) });

/** The node at a path of member names and indexes, the last of duplicate keys. */
function nodeAt(root: Node | undefined, path: (string | number)[]): Node | undefined {
    let node = root;
    for (const step of path) {
        if (typeof step === 'number') node = node?.children?.[step];
        else node = node?.children?.findLast((member) => member.children?.[0]?.value === step)?.children?.[1];
    }
    return node;
}

/** The text at a path, indented for reading with every token as stored; undefined when there is nothing. */
export function prettyAt(content: ContentText, ...path: (string | number)[]): string | undefined {
    const node = nodeAt(content.root, path);
    if (!node) return undefined;
    const raw = content.text.slice(node.offset, node.offset + node.length);
    return applyEdits(raw, format(raw, undefined, { insertSpaces: true, tabSize: 2 }));
}
