const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Whether a text has every word that is searched for, in whatever order, case and with whatever accents. */
export function hasWords(text: string, search: string): boolean {
    const there = plain(text);
    return plain(search)
        .split(/\s+/)
        .every((word) => there.includes(word));
}
