/*
 * What the browser keeps for the portal from one visit to the next. It may refuse to: then it is kept for as long as the page lives. Everything of ours begins
 * with the same letters, so that what the host has the browser drop at the log-out can be put back.
 */

const prefix = 'neo-';
const ofThisPage = new Map<string, string>();

export function readStored(name: string): string | null {
    try {
        return localStorage.getItem(prefix + name);
    } catch {
        return ofThisPage.get(name) ?? null;
    }
}

export function store(name: string, text: string) {
    ofThisPage.set(name, text);
    try {
        localStorage.setItem(prefix + name, text);
    } catch {
        // Kept for this page already.
    }
}

/** Remembers what is kept now, and answers how it is put back. */
export function keepStored(): () => void {
    const kept = new Map(ofThisPage);
    try {
        for (const key of Object.keys(localStorage))
            if (key.startsWith(prefix)) kept.set(key.slice(prefix.length), localStorage.getItem(key)!);
    } catch {
        // What this page knows is all there is.
    }
    return () => kept.forEach((text, name) => store(name, text));
}
