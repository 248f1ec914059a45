import { CircleAlert, CloudOff, Inbox, SearchX } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { asProblem } from '../api/problem';
import { paths } from '../app/paths';
import { Button } from './button';

/** Shown while something loads; silent for the first moment, so that quick answers do not flicker. */
export function Loading({ label }: { label: string }) {
    const [visible, setVisible] = useState(false);
    useEffect(() => {
        const timer = setTimeout(() => setVisible(true), 150);
        return () => clearTimeout(timer);
    }, []);
    return (
        <div className="loading" role="status" data-visible={visible || undefined}>
            <span className="spinner" aria-hidden />
            <span>{label}…</span>
        </div>
    );
}

/** The same for a whole page. */
export const LoadingPage = ({ label }: { label: string }) => (
    <main id="main" className="page">
        <h1 className="hidden">{label}</h1>
        <Loading label={label} />
    </main>
);

type PanelProps = { icon: ReactNode; title: string; children?: ReactNode; action?: ReactNode; tone?: 'error' };

/** What stands in place of what could not be shown. */
export function Panel({ icon, title, children, action, tone }: PanelProps) {
    return (
        <div className="panel-state" data-tone={tone} role={tone === 'error' ? 'alert' : undefined}>
            <span className="panel-icon">{icon}</span>
            <p className="panel-title">{title}</p>
            {children && <div className="panel-text">{children}</div>}
            {action}
        </div>
    );
}

/** Nothing to show, and what to do about it. */
export function Empty({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
    return (
        <Panel icon={<Inbox size={26} aria-hidden />} title={title} action={action}>
            {children}
        </Panel>
    );
}

/** A read that failed: what, why, and a way to try again. That the session ended is said by the log-in over the page. */
export function ErrorPanel({
    error,
    title,
    onRetry,
    retryLabel,
    busy,
}: {
    error: unknown;
    title?: string;
    onRetry?: () => void;
    retryLabel?: string;
    busy?: boolean;
}) {
    const problem = asProblem(error);
    if (problem.isSessionOver) return null;
    const retry = onRetry && (
        <Button busy={busy} onClick={onRetry}>
            {retryLabel ?? 'Try again'}
        </Button>
    );
    if (problem.status === 404)
        return (
            <Panel
                icon={<SearchX size={26} aria-hidden />}
                title="Not found"
                tone="error"
                action={<Link href={paths.organizations()}>All organizations</Link>}
            >
                {problem.message} It may have been removed, or you may not have access to it.
            </Panel>
        );
    return (
        <Panel
            icon={problem.isTemporary ? <CloudOff size={26} aria-hidden /> : <CircleAlert size={26} aria-hidden />}
            title={title ?? problem.title}
            tone="error"
            action={retry}
        >
            {problem.message}
        </Panel>
    );
}

export function NotFound() {
    useEffect(() => {
        document.title = 'Page not found · Neo Promote';
    }, []);
    return (
        <main id="main" className="page">
            <h1 className="quiet">Page not found</h1>
            <Panel
                icon={<SearchX size={26} aria-hidden />}
                title="There is no page at this address"
                action={<Link href={paths.organizations()}>All organizations</Link>}
            >
                Check the address, or begin at your organizations.
            </Panel>
        </main>
    );
}
