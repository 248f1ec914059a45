/** Whether every word of a search stands in the name or the id, in whatever order. */
export function isFound({ name, id }: { name: string; id: string }, search: string) {
    const text = `${name} ${id}`.toLowerCase();
    return search
        .toLowerCase()
        .split(/\s+/)
        .every((word) => text.includes(word));
}
