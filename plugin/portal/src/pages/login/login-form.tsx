import { useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { api, dataOf, logIn } from '../../api/client';
import { asProblem, Problem } from '../../api/problem';
import { meQuery } from '../../api/queries';
import { setExpired } from '../../app/expiry';
import { useChange } from '../../app/use-change';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';

const notKept = () =>
    new Problem(401, {
        title: 'No session',
        detail: 'The token is right, but your browser did not keep the session. Open the portal at its public address, which the administrator of your platform knows.',
        code: 'session_not_kept',
    });

/** Asks for the access token and trades it for the host's session cookie; the token stays nowhere. */
export function LoginForm() {
    const [token, setToken] = useState('');
    const client = useQueryClient();
    const login = useChange({
        change: async () => {
            await logIn(token.trim());
            const { queryKey } = meQuery();
            const before = client.getQueryData(queryKey);
            const me = await dataOf(api.GET('/me')).catch((error: unknown) => {
                throw asProblem(error).isSessionOver ? notKept() : error;
            });
            // Of another person nothing may stay: neither what was read, nor, since the pages are keyed by who is logged in, what was entered.
            if (before && before.user.id !== me.user.id) client.removeQueries({ predicate: (query) => query.queryKey[0] !== 'me' });
            client.setQueryData(queryKey, me);
        },
        onSuccess: () => {
            setExpired(false);
            void client.invalidateQueries();
        },
    });
    const submit = (event: SubmitEvent) => {
        event.preventDefault();
        login.start();
    };
    return (
        <form onSubmit={submit} className="form">
            <TextField
                label="Access token"
                type="password"
                value={token}
                onChange={setToken}
                required
                autoFocus
                autoComplete="current-password"
                hint="You get it from the administrator of your platform."
                error={login.problem?.message}
            />
            <Button look="primary" type="submit" busy={login.isPending}>
                Log in
            </Button>
        </form>
    );
}
