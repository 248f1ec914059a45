import { useEffect } from 'react';
import { Logo } from '../../app/shell';
import { LoginForm } from './login-form';

export function LoginPage() {
    useEffect(() => {
        document.title = 'Log in · Neo Promote';
    }, []);
    return (
        <main className="lone" id="main">
            <section className="login" aria-labelledby="login-title">
                <Logo />
                <h1 id="login-title">Neo Promote</h1>
                <p className="login-about">Bring approved dataflows to the next organization, checked and on record.</p>
                <LoginForm />
            </section>
        </main>
    );
}
