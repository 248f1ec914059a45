const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Whether a text has every word that is searched for, in whatever order, case and with whatever accents. */
export function hasWords(text: string, search: string): boolean {
    const there = plain(text);
    return plain(search)
        .split(/\s+/)
        .every((word) => there.includes(word));
}

/** The same in a name or an id, or in both together. */
export const isFound = ({ name, id }: { name: string; id: string }, search: string) => hasWords(`${name} ${id}`, search);
