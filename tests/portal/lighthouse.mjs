import { createServer } from 'node:net';
import lighthouse from 'lighthouse';
import desktopConfig from 'lighthouse/core/config/desktop-config.js';
import { openBrowser } from './lib/browser.mjs';
import { startHost } from './lib/host.mjs';
import { largePlatform } from './lib/platform.mjs';
import { base } from './lib/portal.mjs';

/*
 * Lighthouse's score for the performance of the list of 5,000 dataflows, as a person with nothing cached sees it; a benchmark, not a test.
 * usage: NEO_BUILD_DIR=BUILD_DIR node lighthouse.mjs [ROUNDS]    ends with 1 when the best of a device is below 90
 */

const rounds = Number(process.argv[2] ?? 5);
const leastScore = 90;
// A slow telephone on a slow network is Lighthouse's default.
const devices = { desktop: desktopConfig, mobile: undefined };

const freePort = () =>
    new Promise((resolve) => {
        const server = createServer().listen(0, '127.0.0.1', () => {
            const { port } = server.address();
            server.close(() => resolve(port));
        });
    });

async function scoreOf(url, config) {
    const port = await freePort();
    const browser = await openBrowser([`--remote-debugging-port=${port}`]);
    try {
        const flags = {
            port,
            onlyCategories: ['performance'],
            extraHeaders: { Authorization: 'Bearer ana-token-0123456789' },
            logLevel: 'error',
        };
        const { lhr } = await lighthouse(url, flags, config);
        if (lhr.runtimeError) throw new Error(`Lighthouse: ${lhr.runtimeError.message}`);
        const list = lhr.audits['network-requests'].details.items.find((one) => one.url.includes('/organizations/org-000/dataflows?'));
        if (list?.statusCode !== 200) throw new Error('the list was not loaded');
        return Math.round(lhr.categories.performance.score * 100);
    } finally {
        await browser.close();
    }
}

const host = await startHost(largePlatform());
try {
    for (const [device, config] of Object.entries(devices)) {
        const scores = [];
        for (let round = 0; round < rounds; round++)
            scores.push(await scoreOf(`${host.url}${base}/organizations/org-000/dataflows`, config));
        console.log(`${device}: ${scores.join(', ')}`);
        if (Math.max(...scores) < leastScore) process.exitCode = 1;
    }
} finally {
    await host.stop();
}
