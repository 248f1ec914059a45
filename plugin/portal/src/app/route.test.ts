import { expect, test } from 'vitest';
import { basePath, paths } from './paths';
import { routeOf } from './route';

test.each(['plain', 'with space', 'a/b', '100%', '%2F', 'ü?#&', '<script>'])('an id such as %s survives the way through an address', (id) => {
    const address = basePath + paths.promote({ org: id, dataflow: id, version: 3 }, { target: id });
    const [pathname, search] = address.split(/\?(?=target=)/);
    expect(routeOf(pathname!)).toEqual(['organizations', id, 'dataflows', id, 'versions', '3', 'promote']);
    expect(new URLSearchParams(search).get('target')).toBe(id);
});

test('a malformed address is no route', () => {
    expect(routeOf(`${basePath}/organizations/%E0%A4%A`)).toBeNull();
});
