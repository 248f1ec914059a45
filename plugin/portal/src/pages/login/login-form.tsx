import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api, dataOf, logIn } from '../../api/client';
import { asProblem } from '../../api/problem';
import { meQuery } from '../../api/queries';
import { setExpired } from '../../app/expiry';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';

/** Asks for the access token and trades it for the host's session cookie; the token stays nowhere. */
export function LoginForm() {
    const [token, setToken] = useState('');
    const client = useQueryClient();
    const login = useMutation({
        mutationFn: async () => {
            await logIn(token.trim());
            const { queryKey } = meQuery();
            const before = client.getQueryData(queryKey);
            const me = await dataOf(api.GET('/me'));
            // Of another person nothing may stay: neither what was read, nor, since the pages are keyed by who is logged in, what was entered.
            if (before && before.user.id !== me.user.id) client.removeQueries({ predicate: (query) => query.queryKey[0] !== 'me' });
            client.setQueryData(queryKey, me);
        },
        onSuccess: () => {
            setExpired(false);
            void client.invalidateQueries();
        },
    });
    const submit = (event: FormEvent) => {
        event.preventDefault();
        login.mutate();
    };
    const problem = login.error && asProblem(login.error);
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
                error={problem && (problem.status === 401 ? 'This token is not known. Check it, then try again.' : problem.message)}
            />
            <Button look="primary" type="submit" busy={login.isPending}>
                Log in
            </Button>
        </form>
    );
}
