import { expect, test } from 'vitest';
import { attemptAsked, versionAsked } from './asked';

test('a version is asked for by the name of its dataflow and a v before its number', () => {
    expect(versionAsked('Welcome mail v12')).toEqual({ name: 'Welcome mail', version: 12 });
    expect(versionAsked(' welcome  V2 ')).toEqual({ name: 'welcome', version: 2 });
    expect(['Welcome mail', 'v12', 'Welcome 12', 'Welcome v0', 'Welcomev2', ''].map(versionAsked)).toEqual(Array(6).fill(undefined));
});

test('an attempt is asked for by its whole id', () => {
    const id = '0193a7b2-1c2d-7e3f-8a4b-5c6d7e8f9012';
    expect(attemptAsked(` ${id.toUpperCase()} `)).toBe(id);
    expect([id.slice(1), `${id}0`, 'welcome', ''].map(attemptAsked)).toEqual(Array(4).fill(undefined));
});
