import { useQuery } from '@tanstack/react-query';
import {
    Building2,
    FilePen,
    GitBranch,
    History,
    House,
    LogOut,
    Monitor,
    Moon,
    Network,
    Rocket,
    ScrollText,
    Sun,
    Table2,
    Users,
    Workflow,
    type LucideIcon,
} from 'lucide-react';
import { useEffect, useState } from 'react';
import { foundDataflowsQuery, promotionQuery } from '../../api/queries';
import { dataflowNameOf } from '../../api/types';
import { useMayAudit, useMaySeePeople, useMe, useOrganizationName } from '../../app/me';
import { useOwnOrganizations } from '../../app/own-organizations';
import { paths } from '../../app/paths';
import { setTheme } from '../../app/theme';
import { stateLabels, statusLabels } from '../../ui/chips';
import { hasWords, isFound } from '../../ui/words';
import { attemptAsked, versionAsked } from './asked';

/** What can be gone to, or done. */
export type Entry = { id: string; label: string; about?: string; icon: LucideIcon; to: string | (() => void) };
export type Group = { label: string; items: Entry[] };

const mostOfAKind = 6;
const pause_ms = 150;

/** A text, once the person pauses. */
function usePaused(text: string): string {
    const [paused, setPaused] = useState(text);
    useEffect(() => {
        const timer = setTimeout(() => setPaused(text), pause_ms);
        return () => clearTimeout(timer);
    }, [text]);
    return paused;
}

function useOrganizations(text: string): Entry[] {
    const { organizations } = useMe();
    const { own } = useOwnOrganizations();
    const isOwn = (id: string) => own.some((one) => one.id === id);
    const listed = text === '' ? own : [...own, ...organizations.filter(({ id }) => !isOwn(id))];
    return listed
        .filter((one) => isFound(one, text))
        .slice(0, mostOfAKind)
        .map(({ id, name }) => ({ id: `organization ${id}`, label: name, about: id, icon: Building2, to: paths.dataflows(id) }));
}

function useActions(org: string | undefined, text: string, logOut: () => void): Entry[] {
    const nameOf = useOrganizationName();
    const mayAudit = useMayAudit();
    const maySeePeople = useMaySeePeople(org ?? null);
    const page = (label: string, icon: LucideIcon, to: string, about?: string) => ({ id: to, label, icon, to, about });
    const here = org === undefined ? [] : [org];
    return [
        ...here.flatMap((one) => [
            page('Dataflows', Workflow, paths.dataflows(one), nameOf(one)),
            page('Board', Table2, paths.board(one), nameOf(one)),
            page('History', History, paths.history(one), nameOf(one)),
            page('Org Mapping', Network, paths.mappings(one), nameOf(one)),
            page('Organization map', GitBranch, paths.map(one), nameOf(one)),
            ...(maySeePeople ? [page('People', Users, paths.people(one), nameOf(one))] : []),
        ]),
        page('Home', House, paths.home()),
        page('All organizations', Building2, paths.organizations()),
        page('History of everything', ScrollText, paths.history(undefined)),
        ...(mayAudit ? [page('Changes', FilePen, paths.changes(), 'of types and relations')] : []),
        { id: 'light', label: 'Theme: light', icon: Sun, to: () => setTheme('light') },
        { id: 'dark', label: 'Theme: dark', icon: Moon, to: () => setTheme('dark') },
        { id: 'system', label: 'Theme: as the system', icon: Monitor, to: () => setTheme('system') },
        { id: 'log out', label: 'Log out', icon: LogOut, to: logOut },
    ].filter(({ label }) => hasWords(label, text));
}

/** Dataflows of the organization, and their versions where one is asked for. */
function useDataflows(org: string | undefined, text: string) {
    const asked = versionAsked(text);
    const search = asked?.name ?? text;
    const read = useQuery({ ...foundDataflowsQuery(org ?? '', search), enabled: org !== undefined && search !== '' });
    const found = org === undefined || search === '' ? [] : (read.data ?? []);
    const versions = found.flatMap(({ id, name, versions }) =>
        versions
            .filter(({ version }) => version === asked?.version)
            .map(({ version, state, recalled }): Entry => ({
                id: `version ${id} ${version}`,
                label: `${name || id} v${version}`,
                about: recalled ? `${stateLabels[state]}, recalled` : stateLabels[state],
                icon: Workflow,
                to: paths.version({ org: org!, dataflow: id, version }),
            })),
    );
    const dataflows = found.map(({ id, name }): Entry => ({
        id: `dataflow ${id}`,
        label: name || id,
        about: id,
        icon: Workflow,
        to: paths.dataflow(org!, id),
    }));
    return { versions, dataflows, isLooking: read.isFetching, hasFailed: read.isError };
}

function useAttempt(text: string) {
    const id = attemptAsked(text);
    const read = useQuery({ ...promotionQuery(id ?? ''), enabled: id !== undefined });
    const one = id === undefined ? undefined : read.data;
    const entry = one && {
        id: `attempt ${one.id}`,
        label: `${dataflowNameOf(one)}${one.source.version === null ? '' : ` v${one.source.version}`}`,
        about: `${statusLabels[one.status]}, ${one.id}`,
        icon: Rocket,
        to: paths.promotion(undefined, one.id),
    };
    return { attempts: entry ? [entry] : [], isLooking: read.isFetching };
}

/** What matches a text. What the server finds comes after what is known here, so that nothing moves away under a key that is pressed. */
export function useEntries(org: string | undefined, text: string, logOut: () => void) {
    const nameOf = useOrganizationName();
    const paused = usePaused(text.trim());
    const isTyping = paused !== text.trim();
    const organizations = useOrganizations(text.trim());
    const actions = useActions(org, text, logOut);
    const found = useDataflows(org, paused);
    const attempt = useAttempt(paused);
    const groups: Group[] = [
        { label: text.trim() === '' ? 'My organizations' : 'Organizations', items: organizations },
        { label: 'Pages and actions', items: actions },
        { label: 'Versions', items: isTyping ? [] : found.versions },
        { label: `Dataflows of ${nameOf(org ?? null)}`, items: isTyping ? [] : found.dataflows },
        { label: 'Promotions', items: isTyping ? [] : attempt.attempts },
    ];
    return {
        groups: groups.filter(({ items }) => items.length > 0),
        isLooking: isTyping || found.isLooking || attempt.isLooking,
        hasFailed: found.hasFailed,
    };
}
