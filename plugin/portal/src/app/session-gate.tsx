import { useQuery } from '@tanstack/react-query';
import { Fragment, type ReactNode } from 'react';
import { asProblem } from '../api/problem';
import { meQuery } from '../api/queries';
import { LoginDialog } from '../pages/login/login-dialog';
import { LoginPage } from '../pages/login/login-page';
import { ErrorPanel, LoadingPage } from '../ui/states';
import { useExpired } from './expiry';

/** Shows its children to whoever is logged in, anew when that is another person. The address stays, so a deep link opens after the log-in. */
export function SessionGate({ children }: { children: ReactNode }) {
    const me = useQuery(meQuery());
    const expired = useExpired();
    if (me.data)
        return (
            <>
                <Fragment key={me.data.user.id}>{children}</Fragment>
                <LoginDialog open={expired} />
            </>
        );
    if (me.isPending) return <LoadingPage label="Opening Neo Promote" />;
    if (asProblem(me.error).isSessionOver) return <LoginPage />;
    return (
        <main className="page">
            <h1>Neo Promote</h1>
            <ErrorPanel error={me.error} onRetry={() => void me.refetch()} />
        </main>
    );
}
