import { act, renderHook } from '@testing-library/react';
import { expect, test } from 'vitest';
import { basePath, paths } from './paths';
import { routeOf } from './route';
import { useUrlState } from './url-state';

test.each(['plain', 'with space', 'a/b', '100%', '%2F', 'ü?#&', '<script>'])(
    'an id such as %s survives the way through an address',
    (id) => {
        const address = basePath + paths.promote({ org: id, dataflow: id, version: 3 }, { target: id });
        const [pathname, search] = address.split(/\?(?=target=)/);
        expect(routeOf(pathname!)).toEqual(['organizations', id, 'dataflows', id, 'versions', '3', 'promote']);
        expect(new URLSearchParams(search).get('target')).toBe(id);
    },
);

test.each(['a%20b', '100%25', 'pct%2Fx', 'a b', '+', '#', '?', 'a/b', 'é', '%', '&x=1'])(
    'a search such as %s is read from an address as it was written there',
    (text) => {
        window.history.replaceState(null, '', basePath + paths.history('o', { actor: text }));
        const { result } = renderHook(useUrlState);
        expect(result.current[0]).toEqual({ actor: text });
        act(() => result.current[1]({ dataflow: text }));
        expect(result.current[0]).toEqual({ actor: text, dataflow: text });
    },
);

test('a malformed address is no route', () => {
    expect(routeOf(`${basePath}/organizations/%E0%A4%A`)).toBeNull();
});
