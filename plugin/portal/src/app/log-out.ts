import { isLoggedOut, logOut } from '../api/client';
import { useMe } from './me';
import { keepStarred, useOwnOrganizations } from './own-organizations';
import { keepStored } from './stored';
import { useChange } from './use-change';

/** What the person chose, as it was when he left. */
type Kept = { putBack: () => void; starred: string[] };

/**
 * Ends the session, and begins anew, with nothing of what was read. The host has the browser drop what was stored: what the person chose is stored again.
 */
export function useLogOut() {
    const { id } = useMe().user;
    const { starred } = useOwnOrganizations();
    const leave = useChange({
        change: (kept: Kept) => logOut().then(() => kept),
        lookUp: (kept) => isLoggedOut().then((isOut) => (isOut ? kept : undefined)),
        onSuccess: (kept) => {
            kept.putBack();
            keepStarred(id, kept.starred);
            window.location.reload();
        },
    });
    return { ...leave, start: () => leave.start({ putBack: keepStored(), starred }) };
}
