import type { Failure } from './types';

/** An answer that is not a success: the problem document's members, or what the browser knows when there is none. */
export class Problem extends Error {
    readonly status: number;
    readonly code: string;
    readonly title: string;
    readonly failures: Failure[];
    readonly promotion: string | undefined;
    readonly retryAfterSeconds: number | undefined;

    constructor(status: number, body: Record<string, unknown>, retryAfterSeconds?: number) {
        const text = (name: string) => (typeof body[name] === 'string' ? body[name] : undefined);
        super(text('detail') ?? text('title') ?? `The server answered ${status}.`);
        this.status = status;
        this.code = text('code') ?? 'unknown';
        this.title = text('title') ?? 'Something went wrong';
        this.failures = Array.isArray(body.failures) ? (body.failures as Failure[]) : [];
        this.promotion = text('promotion');
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** Whether the same request may well succeed in a moment. */
    get isTemporary() {
        return this.isLost || this.status === 503;
    }

    /** Whether the server's answer did not arrive, be it for the network or for a proxy between: what was asked for may have been done. */
    get isLost() {
        return this.code === 'unreachable' || this.status === 502 || this.status === 504;
    }

    get isSessionOver() {
        return this.code === 'session_over';
    }
}

/** The problem that an answer tells of. */
export function problemOf(response: Response, body: unknown): Problem {
    const { status } = response;
    const retry = Number(response.headers.get('Retry-After') ?? NaN);
    const document = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
    if (status === 401)
        return new Problem(status, { title: 'Your session has ended', detail: 'Log in again to go on.', code: 'session_over' });
    if (status >= 500 && typeof document.code !== 'string') return unreachable(status);
    return new Problem(status, document, Number.isFinite(retry) ? retry : undefined);
}

/** That no answer came; with a status: but that of a proxy between. */
export const unreachable = (status = 0) =>
    new Problem(status, {
        title: 'No answer',
        detail:
            status === 0
                ? 'The server cannot be reached. Check your connection, then try again.'
                : `The server gave no answer, said a proxy before it (${status}). Try again in a moment.`,
        code: 'unreachable',
    });

/** Whatever was thrown, as a problem: what is none is an error of these pages, and its text is for whoever mends it. */
export function asProblem(error: unknown): Problem {
    if (error instanceof Problem) return error;
    return new Problem(0, {
        title: 'Something went wrong here',
        detail: `This page met an error of its own. Load it again; if it comes back, tell the administrator of your platform: ${error instanceof Error ? error.message : String(error)}`,
        code: 'unexpected',
    });
}
