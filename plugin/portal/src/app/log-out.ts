import { isLoggedOut, logOut } from '../api/client';
import { useMe } from './me';
import { keepStarred, useOwnOrganizations } from './own-organizations';
import { setTheme, useTheme, type Theme } from './theme';
import { useChange } from './use-change';

/** What the person chose, as it was when he left. */
type Kept = { theme: Theme; starred: string[] };

/**
 * Ends the session, and begins anew, with nothing of what was read. The host has the browser drop what was stored: what the person chose is stored again.
 */
export function useLogOut() {
    const theme = useTheme();
    const { id } = useMe().user;
    const { starred } = useOwnOrganizations();
    const leave = useChange({
        change: (kept: Kept) => logOut().then(() => kept),
        lookUp: (kept) => isLoggedOut().then((isOut) => (isOut ? kept : undefined)),
        onSuccess: (kept) => {
            setTheme(kept.theme);
            keepStarred(id, kept.starred);
            window.location.reload();
        },
    });
    return { ...leave, start: () => leave.start({ theme, starred }) };
}
