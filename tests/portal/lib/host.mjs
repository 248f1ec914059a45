import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const build = process.env.NEO_BUILD_DIR;
if (!build) throw new Error('NEO_BUILD_DIR is not set; start the tests with tests/portal/run BUILD_DIR');

const readyWithin_ms = 60_000;

/** Starts the host with the plugin on a free port, in a folder of its own that goes away with it. */
export async function startHost(platform) {
    const folder = mkdtempSync(join(tmpdir(), 'neo-portal-'));
    const config = join(folder, 'host.json');
    writeFileSync(join(folder, 'platform.json'), JSON.stringify(platform));
    writeFileSync(
        config,
        JSON.stringify({
            listen: { address: '127.0.0.1', port: 0 },
            cluster: 'eu',
            store: { backend: 'sqlite', connection: join(folder, 'host.db') },
            platform_file: join(folder, 'platform.json'),
            plugins: [
                {
                    library: join(build, 'lib/libneo_promote.so'),
                    config: { database: { backend: 'sqlite', connection: join(folder, 'promote.db'), pool_size: 4 }, recovery: { lease_seconds: 30, interval_seconds: 5 } },
                },
            ],
        }),
    );
    const process_ = spawn(join(build, 'bin/neo-host'), ['serve', '--config', config], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    const url = await new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`neo-host was not ready in time:\n${said}`)), readyWithin_ms);
        process_.stderr.on('data', (chunk) => (said += chunk));
        process_.stdout.on('data', (chunk) => {
            said += chunk;
            const ready = /listening on (http:\/\/\S+)/.exec(said);
            if (!ready) return;
            clearTimeout(timer);
            resolve(ready[1]);
        });
        process_.on('exit', (code) => reject(new Error(`neo-host ended with ${code}:\n${said}`)));
    });
    return {
        url,
        database: join(folder, 'host.db'),
        /** One call of the API, as a user by token; throws on anything but success. */
        async call(token, method, path, body) {
            const answer = await fetch(url + path, {
                method,
                headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
                body: body === undefined ? undefined : JSON.stringify(body),
            });
            if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
            return answer.status === 204 ? undefined : answer.json();
        },
        async stop() {
            const gone = new Promise((resolve) => process_.once('exit', resolve));
            process_.kill('SIGTERM');
            await gone;
            rmSync(folder, { recursive: true });
        },
    };
}

export const api = '/extensions/neo/api/v1';
