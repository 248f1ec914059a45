/**
 * What was read last is asked for again and again, and no browser may keep it (`Cache-Control: no-store`). So it is kept
 * here, in the memory of the page, for as long as that lives and nobody logs in or out: the server says 304 where it is
 * still the same.
 */
type Kept = { etag: string; text: string; headers: Headers };

const most = 100;
const longest = 1_000_000; // characters of one answer

/** By address; the one asked for longest ago comes first. */
const kept = new Map<string, Kept>();

export const forgetAnswers = () => kept.clear();

/** Asks as `fetch` does. A 304 is answered by what was kept. */
export async function fetchUnlessKept(request: Request): Promise<Response> {
    if (request.method !== 'GET') return globalThis.fetch(request);
    const known = kept.get(request.url);
    kept.delete(request.url);
    if (known) request.headers.set('If-None-Match', known.etag);
    const answer = await globalThis.fetch(request);
    if (answer.status === 401) forgetAnswers();
    if (known && answer.status === 304) return keep(request.url, known);
    const etag = answer.headers.get('ETag');
    // A strong one is that of a version, not of all that the answer tells.
    if (answer.status !== 200 || !etag?.startsWith('W/')) return answer;
    const text = await answer.text();
    return keep(request.url, { etag, text, headers: answer.headers });
}

function keep(url: string, answer: Kept): Response {
    if (answer.text.length <= longest) kept.set(url, answer);
    const oldest = kept.size > most ? kept.keys().next().value : undefined;
    if (oldest !== undefined) kept.delete(oldest);
    return new Response(answer.text, { status: 200, headers: answer.headers });
}
