import { createServer, request as requestOf } from 'node:http';

/** The names of the portal's files, which hold a hash of what is in them. */
const fileNames = /([\w-]+-[\w-]{8})\.(js|css|svg|woff2)\b/g;

const say = (status, outgoing) => outgoing.writeHead(status, { 'Content-Type': 'text/html' }).end('<h1>The proxy</h1>');

/**
 * A reverse proxy before a host: below `prefix`, which it takes away unless it `keeps` it. What it does to a request is for the test to say:
 * - `loses`: the host does it, and the answer is dropped; a status: and that is what the proxy says instead
 * - `says`: a status of its own, without asking the host
 * - `isExchanged`: a later version of the portal is there, whose files have other names; those of before are gone
 * What was asked is in `asked`, what was asked for beside the prefix in `strays`.
 */
export async function startProxy(host, { prefix = '', keeps = false } = {}) {
    const proxy = { loses: () => false, says: () => undefined, isExchanged: false, asked: [], strays: [] };

    function pass({ method, headers }, asked, body, outgoing) {
        const isExchanged = proxy.isExchanged && asked.path.startsWith('/extensions/neo/ui/');
        if (isExchanged && /\/assets\/[^~]*$/.test(asked.path)) return outgoing.writeHead(404).end();
        const path = (keeps ? prefix : '') + (isExchanged ? asked.path.replace('~', '') : asked.path);
        const upstream = requestOf(
            host.url + path,
            { method, headers: isExchanged ? { ...headers, 'accept-encoding': 'identity' } : headers },
            async (answer) => {
                let content = Buffer.concat(await answer.toArray());
                const loss = proxy.loses(asked);
                if (loss === true) return outgoing.destroy();
                if (loss) return say(loss, outgoing);
                if (isExchanged && answer.headers['content-type']?.startsWith('text/'))
                    content = Buffer.from(content.toString().replace(fileNames, '$1~.$2'));
                outgoing.writeHead(answer.statusCode, { ...answer.headers, 'content-length': content.length }).end(content);
            },
        );
        upstream.on('error', () => outgoing.destroy());
        upstream.end(body);
    }

    const server = createServer(async (incoming, outgoing) => {
        const body = Buffer.concat(await incoming.toArray());
        if (incoming.url !== prefix && !incoming.url.startsWith(`${prefix}/`)) {
            proxy.strays.push(incoming.url);
            return outgoing.writeHead(404).end();
        }
        const asked = { method: incoming.method, path: incoming.url.slice(prefix.length), key: incoming.headers['idempotency-key'] };
        proxy.asked.push(asked);
        const status = proxy.says(asked);
        if (status) say(status, outgoing);
        else pass(incoming, asked, body, outgoing);
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    proxy.url = `http://127.0.0.1:${server.address().port}${prefix}`;
    proxy.stop = () => {
        server.closeAllConnections();
        return new Promise((resolve) => server.close(resolve));
    };
    return proxy;
}

/** Says yes to the first so many requests that match. */
export function first(count, matches, yes = true) {
    let left = count;
    return (asked) => matches(asked) && left-- > 0 && yes;
}

export const isPromoting = ({ method, path }) => method === 'POST' && path.endsWith('/promotions');
