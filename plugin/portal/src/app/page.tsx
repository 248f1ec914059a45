import { ChevronRight } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { Link } from 'wouter';
import type { Read } from '../ui/loaded';
import { ErrorPanel, LoadingPage } from '../ui/states';
import { useOrganizationName } from './me';
import { useRoute } from './route';

export type Crumb = { label: string; to: string };

type Props = {
    title: string;
    crumbs?: Crumb[];
    /** Beside the title: states, marks. */
    marks?: ReactNode;
    /** The page's actions, the primary one last. */
    actions?: ReactNode;
    /** One line under the title. */
    about?: ReactNode;
    wide?: boolean;
    children: ReactNode;
};

/** Names the tab: by the page, and by the organization that it is about. */
function useTitle(title: string) {
    const route = useRoute();
    const nameOf = useOrganizationName();
    const organization = route?.[0] === 'organizations' && route[1] !== undefined ? nameOf(route[1]) : undefined;
    useEffect(() => {
        document.title = [title, organization, 'Neo Promote'].filter(Boolean).join(' · ');
    }, [title, organization]);
}

/** A page: its title in the tab and as the heading that gets the focus when a link led here. */
export function Page({ title, crumbs = [], marks, actions, about, wide, children }: Props) {
    const heading = useRef<HTMLHeadingElement>(null);
    useTitle(title);
    useEffect(() => {
        if (document.activeElement === document.body || document.activeElement === null) heading.current?.focus({ preventScroll: true });
    }, []);
    return (
        <main id="main" className={wide ? 'page page-wide' : 'page'}>
            {crumbs.length > 0 && (
                <nav aria-label="Breadcrumb" className="crumbs">
                    <ol>
                        {crumbs.map((crumb) => (
                            <li key={crumb.to}>
                                <Link href={crumb.to} dir="auto">
                                    {crumb.label}
                                </Link>
                                <ChevronRight aria-hidden size={14} />
                            </li>
                        ))}
                    </ol>
                </nav>
            )}
            <header className="page-head">
                <div className="page-title">
                    <h1 ref={heading} tabIndex={-1} dir="auto">
                        {title}
                    </h1>
                    {marks}
                </div>
                {actions && <div className="page-actions">{actions}</div>}
                {about && <div className="page-about">{about}</div>}
            </header>
            {children}
        </main>
    );
}

/** Brings the focus to the page's heading, where what it was at is no longer there. */
export const focusHeading = () => document.querySelector<HTMLElement>('#main h1')?.focus();

type StateProps = { read: Read<unknown>; title: string; crumbs: Crumb[]; loading: string; failed: string };

/** Stands for a page whose one read has not brought anything yet. */
export function PageState({ read, title, crumbs, loading, failed }: StateProps) {
    if (!read.error) return <LoadingPage label={loading} />;
    return (
        <Page title={title} crumbs={crumbs}>
            <ErrorPanel error={read.error} title={failed} onRetry={() => void read.refetch()} busy={read.isFetching} />
        </Page>
    );
}
