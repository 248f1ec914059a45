import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const build = process.env.NEO_BUILD_DIR;
if (!build) throw new Error('NEO_BUILD_DIR is not set; start the tests with tests/portal/run BUILD_DIR');

const readyWithin_ms = 60_000;

/** Runs the host until it is asked to end; answers the process, and where it listens. */
async function run(config) {
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
    return { process_, url };
}

/** Starts the host with the plugin on a free port, in a folder of its own that goes away with it; `more` is added to its configuration. */
export async function startHost(platform, more = {}) {
    const folder = mkdtempSync(join(tmpdir(), 'neo-portal-'));
    const config = join(folder, 'host.json');
    writeFileSync(join(folder, 'platform.json'), JSON.stringify(platform));
    const configure = (port) =>
        writeFileSync(
            config,
            JSON.stringify({
                listen: { address: '127.0.0.1', port },
                cluster: 'eu',
                store: { backend: 'sqlite', connection: join(folder, 'host.db') },
                platform_file: join(folder, 'platform.json'),
                plugins: [
                    {
                        library: join(build, 'lib/libneo_promote.so'),
                        config: {
                            database: { backend: 'sqlite', connection: join(folder, 'promote.db'), pool_size: 4 },
                            recovery: { lease_seconds: 30, interval_seconds: 5 },
                        },
                    },
                ],
                ...more,
            }),
        );
    configure(0);
    let { process_, url } = await run(config);
    configure(Number(new URL(url).port));
    const goAway = async () => {
        const gone = new Promise((resolve) => process_.once('exit', resolve));
        process_.kill('SIGTERM');
        await gone;
    };
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
        /** Ends it, and starts it again at the same address. */
        goAway,
        async comeBack() {
            ({ process_ } = await run(config));
        },
        async stop() {
            await goAway();
            rmSync(folder, { recursive: true });
        },
    };
}

export const api = '/extensions/neo/api/v1';
