/** One line that says something: its number in the text, and its fields. */
export type CsvLine = { number: number; fields: string[] };

const field = /\s*(?:"((?:[^"]|"")*)"|([^,;\t]*))\s*(?:[,;\t]|$)/y;

function fieldsOf(line: string): string[] {
    const fields: string[] = [];
    field.lastIndex = 0;
    while (field.lastIndex < line.length) {
        const found = field.exec(line);
        if (!found) break;
        fields.push(found[1]?.replaceAll('""', '"') ?? (found[2] ?? '').trim());
    }
    return fields;
}

/** The lines of a CSV text, as spreadsheets write it or give it to the clipboard, without empty ones and without its heading. */
export function csvLines(text: string, heading: string): CsvLine[] {
    return text
        .replace(/^\uFEFF/, '')
        .split(/\r\n|\r|\n/)
        .map((line, index) => ({ number: index + 1, fields: fieldsOf(line) }))
        .filter(({ fields }) => fields.some((one) => one !== '') && fields[0]!.toLowerCase() !== heading);
}

/** A field as it stands in a CSV text. */
export const csvField = (text: string) => (/[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
