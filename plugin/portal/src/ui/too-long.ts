const bytesOf = (text: string) => new TextEncoder().encode(text).length;

/** What is wrong with a text that is longer than what is kept of it; undefined where nothing is. */
export const tooLong = (text: string, most_bytes: number) =>
    bytesOf(text) > most_bytes ? `That is too long: at most ${most_bytes.toLocaleString('en')} bytes are kept.` : undefined;
