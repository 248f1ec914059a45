import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { startHost } from './lib/host.mjs';
import { smallPlatform } from './lib/platform.mjs';

/* What NOTICE names of others is what ships: no more and no less. */

const notice = readFileSync(new URL('../../NOTICE', import.meta.url), 'utf8');

/** The rows of NOTICE's table in the part with that heading, by the first of their columns. */
function rowsBelow(heading) {
    const part = notice.split('\n\n\n').find((one) => one.startsWith(heading));
    const table = part.split('\n\n').at(-1);
    return table
        .trimEnd()
        .split('\n')
        .map((row) => row.trim().split(/ {2,}/));
}

test('NOTICE names the packages in the portal, with their licences, and the plugin serves the texts', async () => {
    const host = await startHost(smallPlatform());
    const answer = await fetch(`${host.url}/extensions/neo/ui/third-party-licenses.txt`);
    const chapters = (await answer.text()).split('\n== ').slice(1);
    await host.stop();
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('content-type'), 'text/plain; charset=utf-8', 'a browser shows it');
    const served = chapters.map((chapter) => /^(\S+) \S+, (.+)\n\n(?=[^]{20})/.exec(chapter).slice(1));
    assert.ok(served.length > 1, 'it is read');
    assert.deepEqual(rowsBelow('Inside the plugin'), served);
});

test('NOTICE names the shared libraries that the plugin, neo-host and neo are linked with', () => {
    const files = ['lib/libneo_promote.so', 'bin/neo-host', 'bin/neo'].map((file) => join(process.env.NEO_BUILD_DIR, file));
    const dynamic = execFileSync('readelf', ['--dynamic', '--wide', ...files], { encoding: 'utf8' });
    const needed = [...dynamic.matchAll(/\(NEEDED\).*\[(.+\.so)[\d.]*\]/g)].map(([, name]) => name);
    const parts = /^(libm|ld-linux.*)\.so$/; // of the GNU C Library, which is named once
    const libraries = new Set(needed.filter((name) => !parts.test(name)));
    assert.ok(libraries.size > 1, 'they are read');
    const named = rowsBelow('Beside the plugin').map(([name]) => name);
    assert.deepEqual(named.sort(), [...libraries].sort());
});
