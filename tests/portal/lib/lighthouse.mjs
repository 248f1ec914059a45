import { createServer } from 'node:net';
import lighthouse from 'lighthouse';
import desktopConfig from 'lighthouse/core/config/desktop-config.js';
import { openBrowser } from './browser.mjs';

const freePort = () =>
    new Promise((resolve) => {
        const server = createServer().listen(0, '127.0.0.1', () => {
            const { port } = server.address();
            server.close(() => resolve(port));
        });
    });

/**
 * Lighthouse's report on the performance of a page as the person of the token sees it first, in a browser of its own with nothing cached; `device` is
 * 'desktop' or 'mobile' (a slow telephone on a slow network, Lighthouse's default).
 */
export async function performanceOf(url, token, device) {
    const port = await freePort();
    const browser = await openBrowser([`--remote-debugging-port=${port}`]);
    try {
        const flags = { port, onlyCategories: ['performance'], extraHeaders: { Authorization: `Bearer ${token}` }, logLevel: 'error' };
        const { lhr } = await lighthouse(url, flags, device === 'desktop' ? desktopConfig : undefined);
        if (lhr.runtimeError) throw new Error(`Lighthouse: ${lhr.runtimeError.message}`);
        return lhr;
    } finally {
        await browser.close();
    }
}
