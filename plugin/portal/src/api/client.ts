import createClient from 'openapi-fetch';
import { apiUrl, hostApiUrl } from '../base';
import { fetchUnlessKept, forgetAnswers } from './kept-answers';
import { Problem, problemOf, unreachable } from './problem';
import type { paths } from './schema';

/** Of a request that brought no whole answer. */
function unlessAborted(error: unknown): never {
    throw error instanceof DOMException && error.name === 'AbortError' ? error : unreachable();
}

/** The plugin's REST API. State-changing calls carry the header that a foreign page cannot send. */
export const api = createClient<paths>({
    baseUrl: apiUrl,
    headers: { 'X-Neo-CSRF': '1' },
    fetch: fetchUnlessKept,
});

type Answer<T> = { data?: T; error?: unknown; response: Response };

/** The data of an answer; throws a Problem otherwise. */
export async function dataOf<T>(pending: Promise<Answer<T>>): Promise<T> {
    const answer = await pending.catch(unlessAborted);
    if (!answer.response.ok) throw problemOf(answer.response, answer.error);
    return answer.data as T;
}

async function session(method: 'POST' | 'DELETE', body?: unknown): Promise<void> {
    forgetAnswers();
    const response = await globalThis
        .fetch(`${hostApiUrl}/session`, {
            method,
            headers: { 'Content-Type': 'application/json', 'X-Neo-CSRF': '1' },
            body: body === undefined ? undefined : JSON.stringify(body),
        })
        .catch(unlessAborted);
    if (response.ok) return;
    if (method === 'POST' && response.status === 401)
        throw new Problem(401, {
            title: 'Unknown token',
            detail: 'This token is not known. Check it, then try again.',
            code: 'token_unknown',
        });
    throw problemOf(response, await response.json().catch(() => ({})));
}

/** Logs in at the host, which answers with a cookie that scripts cannot read. The token is not kept. */
export const logIn = (token: string) => session('POST', { token });

/** Ends the host's session. */
export const logOut = () => session('DELETE');

/** True once there is no session; undefined while there is. */
export const isLoggedOut = () =>
    dataOf(api.GET('/me')).then(
        () => undefined,
        (error: unknown) => {
            if (error instanceof Problem && error.isSessionOver) return true;
            throw error;
        },
    );
