/*
 * Where this portal is, found out by itself: its files are in `assets/` below it, wherever a proxy has put it. In development and tests the
 * sources are served from elsewhere, and it is where the plugin has it on a host of its own.
 */
const portal = import.meta.env.PROD ? new URL(/* @vite-ignore */ '..', import.meta.url) : new URL('/extensions/neo/ui/', location.origin);

/** Every path of the portal is relative to it. */
export const basePath = portal.pathname.slice(0, -1);

/** The plugin's REST API. */
export const apiUrl = new URL('../api/v1', portal).href;

/** The host's own API, at the root of the host. */
export const hostApiUrl = new URL('../../../api/v1', portal).href;
