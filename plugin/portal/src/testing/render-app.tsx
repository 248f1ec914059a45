import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createQueryClient } from '../api/query-client';
import { App } from '../app/app';
import { setExpired } from '../app/expiry';
import { basePath } from '../app/paths';
import { FakeApi } from './fake-api';

/** The whole portal at an address, on an API in memory. */
export function renderApp(path: string, prepare?: (fake: FakeApi) => void) {
    const fake = new FakeApi();
    prepare?.(fake);
    setExpired(false);
    window.history.pushState(null, '', basePath + path);
    globalThis.fetch = ((input: RequestInfo | URL, init?: RequestInit) =>
        fake.fetch(input instanceof Request ? input : new Request(new URL(String(input), location.origin), init))) as typeof fetch;
    const client = createQueryClient(() => setExpired(true));
    render(<App client={client} />);
    return { fake, client, user: userEvent.setup() };
}
