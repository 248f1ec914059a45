import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { fakeHost } from './src/testing/fake-host';
import { thirdPartyLicenses } from './third-party-licenses';

const host = process.env.NEO_HOST;
const licenses = thirdPartyLicenses();

/** `NEO_HOST=http://127.0.0.1:8080 npm run dev` works on a running host; without, on the fake of the component tests. */
export default defineConfig(({ command }) => ({
    // What is built asks for its files relative to where it is: the host may be below any path of a proxy.
    base: command === 'build' ? './' : '/extensions/neo/ui/',
    plugins: [react(), licenses.write, ...(host ? [] : [fakeHost()])],
    worker: { plugins: () => [licenses.collect] },
    server: host ? { proxy: { '/api': host, '/extensions/neo/api': host } } : {},
    build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false }, chunkSizeWarningLimit: 600 },
    test: { environment: 'jsdom', setupFiles: ['src/testing/setup.ts'], testTimeout: 60_000 },
}));
