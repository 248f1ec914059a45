import type { Plugin } from 'vite';
import { FakeApi } from './fake-api';
import { travelled } from './fake-data';

/** Lets `npm run dev` answer from the fake API. */
export function fakeHost(): Plugin {
    return {
        name: 'neo-fake-host',
        apply: 'serve',
        configureServer(server) {
            const fake = new FakeApi();
            travelled(fake.data);
            server.middlewares.use((incoming, outgoing, next) => {
                const path = incoming.url ?? '';
                if (!path.startsWith('/api/') && !path.startsWith('/extensions/neo/api/')) return next();
                const chunks: Uint8Array[] = [];
                incoming.on('data', (chunk: Uint8Array) => chunks.push(chunk));
                incoming.on('end', () => {
                    const body = chunks.map((chunk) => new TextDecoder().decode(chunk)).join('');
                    const request = new Request(`http://fake${path}`, { method: incoming.method, body: body || undefined });
                    void fake.fetch(request).then(async (answer) => {
                        outgoing.statusCode = answer.status;
                        answer.headers.forEach((value, name) => outgoing.setHeader(name, value));
                        outgoing.end(await answer.text());
                    });
                });
            });
        },
    };
}
