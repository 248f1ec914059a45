/** What is typed of a version: `name v12`. */
export function versionAsked(text: string): { name: string; version: number } | undefined {
    const [, name, digits] = /^(.*\S)\s+v(\d{1,9})$/i.exec(text.trim()) ?? [];
    return name === undefined || Number(digits) === 0 ? undefined : { name, version: Number(digits) };
}

/** The id of an attempt, however it was copied. */
export function attemptAsked(text: string): string | undefined {
    const id = text.trim().toLowerCase();
    return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? id : undefined;
}
