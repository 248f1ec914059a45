import { expect, test } from 'vitest';
import { dataOf } from './client';
import { asProblem, Problem } from './problem';

test('an error of the pages themselves is not told as an unreachable server', () => {
    const problem = asProblem(new TypeError('x is undefined'));
    expect(problem.code).toBe('unexpected');
    expect(problem.message).toContain('x is undefined');
    expect(problem.message).not.toContain('reached');
    expect(problem.isTemporary).toBe(false);
});

test('a request that brings no answer is', async () => {
    const problem = await dataOf(Promise.reject(new TypeError('Failed to fetch'))).catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(Problem);
    expect(problem).toMatchObject({ code: 'unreachable', isTemporary: true });
});
