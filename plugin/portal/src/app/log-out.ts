import { isLoggedOut, logOut } from '../api/client';
import { useMe } from './me';
import { keepStarred, useOwnOrganizations } from './own-organizations';
import { setTheme, useTheme } from './theme';
import { useChange } from './use-change';

/**
 * Ends the session, and begins anew, with nothing of what was read. The host has the browser drop what was stored: what the person chose is stored again.
 */
export function useLogOut() {
    const theme = useTheme();
    const { id } = useMe().user;
    const { starred } = useOwnOrganizations();
    return useChange({
        change: () => logOut().then(() => true),
        lookUp: isLoggedOut,
        onSuccess: () => {
            setTheme(theme);
            keepStarred(id, starred);
            window.location.reload();
        },
    });
}
