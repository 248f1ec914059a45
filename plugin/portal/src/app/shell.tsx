import {
    Building2,
    Check,
    FilePen,
    GitBranch,
    History,
    House,
    LogOut,
    Menu as MenuIcon,
    Monitor,
    Moon,
    Network,
    ScrollText,
    Sun,
    Table2,
    Users,
    Workflow,
} from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { usePathname } from 'wouter/use-browser-location';
import { LookUpNote } from '../ui/failures';
import { useArrivals } from './arrivals';
import { useFollow } from './follow';
import { useLogOut } from './log-out';
import { useMayAudit, useMaySeePeople, useMe } from './me';
import { Notices } from './notices';
import { OrganizationSelector } from './organization-selector';
import { useVisit } from './own-organizations';
import { PaletteButton } from './palette-button';
import { basePath, paths } from './paths';
import { StarButton } from './star-button';
import { setTheme, useTheme, type Theme } from './theme';

const themes: { id: Theme; label: string; icon: ReactNode }[] = [
    { id: 'system', label: 'As the system', icon: <Monitor size={16} aria-hidden /> },
    { id: 'light', label: 'Light', icon: <Sun size={16} aria-hidden /> },
    { id: 'dark', label: 'Dark', icon: <Moon size={16} aria-hidden /> },
];

function Navigation({ org, onLeave }: { org: string; onLeave: () => void }) {
    const here = usePathname();
    const mayAudit = useMayAudit();
    const maySeePeople = useMaySeePeople(org);
    const entries = [
        { to: paths.home(), label: 'Home', icon: House },
        { to: paths.dataflows(org), label: 'Dataflows', icon: Workflow },
        { to: paths.board(org), label: 'Board', icon: Table2 },
        { to: paths.history(org), label: 'History', icon: History },
        { to: paths.mappings(org), label: 'Org Mapping', icon: Network },
        { to: paths.map(org), label: 'Organization map', icon: GitBranch },
        ...(maySeePeople ? [{ to: paths.people(org), label: 'People', icon: Users }] : []),
    ];
    return (
        <nav aria-label="Main" className="nav" id="navigation">
            {entries.map(({ to, label, icon: Icon }) => (
                <Link key={to} href={to} onClick={onLeave} aria-current={`${here}/`.startsWith(`${basePath + to}/`) ? 'page' : undefined}>
                    <Icon size={18} aria-hidden />
                    <span>{label}</span>
                </Link>
            ))}
            <Link href={paths.history(undefined)} onClick={onLeave} className="nav-last">
                <ScrollText size={18} aria-hidden />
                <span>History of everything</span>
            </Link>
            {mayAudit && (
                <Link href={paths.changes()} onClick={onLeave}>
                    <FilePen size={18} aria-hidden />
                    <span>Changes</span>
                </Link>
            )}
            <Link href={paths.organizations()} onClick={onLeave}>
                <Building2 size={18} aria-hidden />
                <span>All organizations</span>
            </Link>
        </nav>
    );
}

/** Who is logged in, the theme, and the way out: the browser's own popover, which closes on escape and on a click beside it. */
function Account() {
    const me = useMe();
    const theme = useTheme();
    const leave = useLogOut();
    const initial = Array.from(me.user.name.trim())[0]?.toUpperCase() ?? '·';
    return (
        <>
            <button type="button" className="icon-button" aria-label={`Account of ${me.user.name}`} popoverTarget="account">
                <span className="avatar">{initial}</span>
            </button>
            <div id="account" popover="auto" className="popup account">
                <p className="account-name">
                    Signed in as <bdi>{me.user.name}</bdi>
                </p>
                <div role="group" aria-label="Theme">
                    {themes.map(({ id, label, icon }) => (
                        <button key={id} type="button" className="option" aria-pressed={theme === id} onClick={() => setTheme(id)}>
                            {icon}
                            <span className="option-text">{label}</span>
                            {theme === id && <Check size={16} aria-hidden className="option-check" />}
                        </button>
                    ))}
                </div>
                {leave.isLookingUp && <LookUpNote />}
                {leave.problem && (
                    <div className="note note-error" role="alert">
                        <p>You are still logged in. {leave.problem.message}</p>
                    </div>
                )}
                <button type="button" className="option" disabled={leave.isPending} onClick={() => leave.start()}>
                    <LogOut size={16} aria-hidden />
                    <span className="option-text">Log out</span>
                </button>
            </div>
        </>
    );
}

/** What stands around every page: the bar with organization and account, and the menu. */
export function Shell({ org, children }: { org: string | undefined; children: ReactNode }) {
    const [open, setOpen] = useState(() => window.matchMedia('(min-width: 64rem)').matches);
    useVisit(org);
    useFollow();
    useArrivals();
    const closeOnPhone = () => {
        if (!window.matchMedia('(min-width: 64rem)').matches) setOpen(false);
    };
    useEffect(() => {
        const onKey = (event: KeyboardEvent) => {
            if (event.key === 'Escape') closeOnPhone();
            const typing = event.target instanceof HTMLElement && event.target.closest('input, textarea, select, [contenteditable]');
            if (event.key !== '/' || typing || document.querySelector('[role=dialog]')) return;
            const search = document.querySelector<HTMLInputElement>('main input[type=search]');
            if (!search) return;
            event.preventDefault();
            search.focus();
        };
        window.addEventListener('keydown', onKey);
        return () => window.removeEventListener('keydown', onKey);
    }, []);
    return (
        <div className="shell" data-nav={org && open ? 'open' : 'closed'}>
            <a className="skip" href="#main">
                Skip to the content
            </a>
            <header className="bar">
                {org && (
                    <button
                        type="button"
                        className="icon-button"
                        aria-label="Menu"
                        aria-expanded={open}
                        aria-controls="navigation"
                        onClick={() => setOpen(!open)}
                    >
                        <MenuIcon size={20} aria-hidden />
                    </button>
                )}
                <Link href={paths.home()} className="brand" aria-label="Neo Promote, home">
                    <Logo />
                    <span className="brand-name">Neo Promote</span>
                </Link>
                <OrganizationSelector org={org} />
                {org !== undefined && <StarButton org={org} />}
                <span className="bar-space" />
                <PaletteButton org={org} />
                <Account />
            </header>
            {org && open && <Navigation org={org} onLeave={closeOnPhone} />}
            {org && open && <div className="nav-shade" onClick={() => setOpen(false)} />}
            <div className="content">{children}</div>
            <Notices />
        </div>
    );
}

export const Logo = () => (
    <svg className="logo" viewBox="0 0 32 32" width="28" height="28" aria-hidden>
        <rect width="32" height="32" rx="9" fill="var(--accent-solid)" />
        <path d="M9 22V10l14 12V10" fill="none" stroke="#fff" strokeWidth="3.2" strokeLinecap="round" strokeLinejoin="round" />
        <circle cx="23" cy="10" r="3.4" fill="var(--promoted)" />
    </svg>
);
