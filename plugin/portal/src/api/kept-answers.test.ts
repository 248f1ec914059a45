import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fetchUnlessKept, forgetAnswers } from './kept-answers';

const url = 'http://neo.example/organizations';

/** A server whose list is `list` now. */
let list = '["dev"]';
let status = 200;
const asked: (string | null)[] = [];

function answerOf(request: Request): Response {
    const known = request.headers.get('If-None-Match');
    asked.push(known);
    if (status !== 200) return new Response('{}', { status });
    const etag = request.url.includes('versions') ? `"${list}"` : `W/"${list}"`;
    const headers = { ETag: etag, 'Content-Type': 'application/json' };
    return known === etag ? new Response(null, { status: 304, headers }) : new Response(list, { headers });
}

const read = async (at = url, method = 'GET') => {
    const answer = await fetchUnlessKept(new Request(at, { method }));
    return answer.ok ? await answer.text() : answer.status;
};

beforeEach(() => {
    list = '["dev"]';
    status = 200;
    asked.length = 0;
    forgetAnswers();
    vi.stubGlobal('fetch', (request: Request) => Promise.resolve(answerOf(request)));
});
afterEach(() => vi.unstubAllGlobals());

test('a list that is still the same is answered by what was kept, as often as it is asked for', async () => {
    for (const known of [null, 'W/"["dev"]"', 'W/"["dev"]"']) {
        expect(await read()).toBe('["dev"]');
        expect(asked.at(-1)).toBe(known);
    }
    const again = await fetchUnlessKept(new Request(url));
    expect(again.status).toBe(200);
    expect(again.headers.get('Content-Type')).toBe('application/json');
});

test('a list that changed is read anew', async () => {
    await read();
    list = '["dev","uat"]';
    expect(await read()).toBe('["dev","uat"]');
    expect(await read()).toBe('["dev","uat"]');
    expect(asked).toEqual([null, 'W/"["dev"]"', 'W/"["dev","uat"]"']);
});

test('each address has its own answer', async () => {
    await read();
    await read(`${url}?cursor=a`);
    expect(asked).toEqual([null, null]);
});

test('nothing is kept after the session or a permission is over', async () => {
    for (const over of [401, 403, 404]) {
        status = 200;
        await read();
        status = over;
        expect(await read()).toBe(over);
        status = 200;
        await read();
        expect(asked.at(-1)).toBeNull();
    }
    await read(`${url}?b`);
    status = 401;
    await read();
    status = 200;
    await read(`${url}?b`);
    expect(asked.at(-1)).toBeNull();
});

test('a tag that is not of the answer alone keeps nothing, nor does a change', async () => {
    for (const [at, method] of [
        [`${url}/versions/1`, 'GET'],
        [url, 'POST'],
    ] as const) {
        await read(at, method);
        await read(at, method);
        expect(asked.at(-1)).toBeNull();
    }
});

test('only so many answers are kept', async () => {
    for (let page = 0; page <= 100; ++page) await read(`${url}?page=${page}`);
    await read(`${url}?page=0`);
    expect(asked.at(-1)).toBeNull();
    await read(`${url}?page=100`);
    expect(asked.at(-1)).not.toBeNull();
});
