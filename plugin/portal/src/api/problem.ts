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
        const text = (name: string) => (typeof body[name] === 'string' ? (body[name] as string) : undefined);
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
        return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504;
    }
}

/** The problem that an answer tells of. */
export function problemOf(response: Response, body: unknown): Problem {
    const retry = Number(response.headers.get('Retry-After') ?? NaN);
    return new Problem(
        response.status,
        typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {},
        Number.isFinite(retry) ? retry : undefined,
    );
}

/** Whatever was thrown, as a problem. */
export function asProblem(error: unknown): Problem {
    if (error instanceof Problem) return error;
    return new Problem(0, {
        title: 'No answer',
        detail: 'The server cannot be reached. Check your connection, then try again.',
        code: 'unreachable',
    });
}
