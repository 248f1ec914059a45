import { expect, test } from 'vitest';
import { findAmong, searchable } from './block-find';

const blocks = [
    { id: 'b1', type: 'http_trigger', name: 'Customer signed up' },
    { id: 'b2', type: 'script', name: 'Choose the language' },
    { id: 'B3', type: 'api_request', name: 'Ｓend ÜBER mail' },
].map((one) => ({ ...one, fromLibrary: false }));

test.each([
    ['signed', [0]],
    ['api', [2]],
    ['b3', [2]],
    ['b', [0, 1, 2]],
    ['UP customer', [0]],
    ['language script', [1]],
    ['send über', [2]],
    ['signed script', []],
    ['   ', []],
    ['.*', []],
])('"%s" finds %j by name, type and id', (query, found) => expect(findAmong(searchable(blocks), query)).toEqual(found));
