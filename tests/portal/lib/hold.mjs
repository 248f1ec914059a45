import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Keeps the host from writing while `work` goes on, by holding its database as another process may: what it is asked to write waits, for a few seconds at most.
 * What `work` returns is SQL that changes the database before the host goes on. Logging in is a write too.
 */
export async function whileHeld(host, work) {
    const shell = spawn('sqlite3', ['-bail', host.database], { stdio: ['pipe', 'pipe', 'inherit'] });
    const ended = once(shell, 'exit');
    shell.stdin.write('.timeout 5000\nBEGIN IMMEDIATE;\n.shell echo held\n');
    await Promise.race([once(shell.stdout, 'data'), ended.then(() => assert.fail('the database could not be held'))]);
    let change;
    try {
        change = await work();
    } finally {
        shell.stdin.end(`${change ?? ''}\nCOMMIT;\n`);
    }
    assert.deepEqual(await ended, [0, null], 'sqlite3 ended well');
}

/** Waits until a promotion is under way, which means that the host has been asked. */
export async function underWay(host, token) {
    for (;;) {
        const { items } = await host.call(token, 'GET', '/extensions/neo/api/v1/promotions?status=in_progress');
        if (items.length > 0) return items[0];
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
}
