import { CSPProvider } from '@base-ui/react/csp-provider';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { Suspense } from 'react';
import { Router } from 'wouter';
import type { VersionId } from '../api/types';
import { DataflowPage } from '../pages/dataflows/dataflow-page';
import { DataflowsPage } from '../pages/dataflows/dataflows-page';
import { OrganizationsPage } from '../pages/organizations/organizations-page';
import { Boundary } from '../ui/boundary';
import { lazyPart } from '../ui/lazy-part';
import { LoadingPage, NotFound } from '../ui/states';
import { useOwnOrganizations } from './own-organizations';
import { basePath } from './paths';
import { useRoute } from './route';
import { useScroll } from './scroll';
import { SessionGate } from './session-gate';
import { Shell } from './shell';

const HomePage = lazyPart(() => import('../pages/home/home-page'));
const HistoryPage = lazyPart(() => import('../pages/history/history-page'));
const PromotionPage = lazyPart(() => import('../pages/history/promotion-page'));
const MappingsPage = lazyPart(() => import('../pages/mappings/mappings-page'));
const VersionPage = lazyPart(() => import('../pages/version/version-page'));
const SpreadPage = lazyPart(() => import('../pages/spread/spread-page'));
const BoardPage = lazyPart(() => import('../pages/board/board-page'));
const PlansPage = lazyPart(() => import('../pages/plans/plans-page'));
const CustodyPage = lazyPart(() => import('../pages/custody/custody-page'));
const ComparePage = lazyPart(() => import('../pages/compare/compare-page'));
const ChangesPage = lazyPart(() => import('../pages/changes/changes-page'));
const PeoplePage = lazyPart(() => import('../pages/people/people-page'));
const MapPage = lazyPart(() => import('../pages/map/map-page'));
const SetUpPage = lazyPart(() => import('../pages/setup/set-up-page'));

function versionOf(text: string | undefined): number | undefined {
    const version = Number(text);
    return Number.isSafeInteger(version) && version > 0 ? version : undefined;
}

function VersionPages({ id, page }: { id: VersionId; page: string | undefined }) {
    switch (page) {
        case undefined:
        case 'promote':
            return <VersionPage id={id} promoting={page === 'promote'} />;
        case 'custody':
            return <CustodyPage id={id} />;
        case 'compare':
            return <ComparePage id={id} />;
        default:
            return <NotFound />;
    }
}

function OrganizationPages({ org, route }: { org: string; route: string[] }) {
    const [page, first, second, third, fourth] = route;
    const version = versionOf(third);
    switch (`${page ?? 'dataflows'}/${route.length}`) {
        case 'dataflows/0':
        case 'dataflows/1':
            return <DataflowsPage org={org} />;
        case 'dataflows/2':
            return <DataflowPage key={first} org={org} dataflow={first!} />;
        case 'dataflows/3':
            return second === 'spread' ? <SpreadPage key={first} org={org} dataflow={first!} /> : <NotFound />;
        case 'dataflows/4':
        case 'dataflows/5':
            if (second !== 'versions' || !version) return <NotFound />;
            return <VersionPages key={`${first}/${version}`} id={{ org, dataflow: first!, version }} page={fourth} />;
        case 'board/1':
            return <BoardPage org={org} />;
        case 'board/2':
            return first === 'plans' ? <PlansPage org={org} /> : <NotFound />;
        case 'mappings/1':
            return <MappingsPage org={org} tab="current" />;
        case 'mappings/2':
            return first === 'related' ? <MappingsPage org={org} tab="related" /> : <NotFound />;
        case 'map/1':
            return <MapPage org={org} />;
        case 'people/1':
            return <PeoplePage org={org} />;
        case 'history/1':
            return <HistoryPage org={org} />;
        case 'history/2':
            return <PromotionPage key={first} org={org} id={first!} />;
        default:
            return <NotFound />;
    }
}

/** What is about no one organization. */
function OtherPages({ route }: { route: string[] | null }) {
    const { own } = useOwnOrganizations();
    // Whoever was nowhere yet begins by choosing where to work.
    if (route?.length === 0) return own.length > 0 ? <HomePage /> : <OrganizationsPage />;
    if (route?.[0] === 'organizations') return <OrganizationsPage />;
    if (route?.[0] === 'changes' && route.length === 1) return <ChangesPage />;
    if (route?.[0] === 'set-up' && route.length === 2 && (route[1] === 'register' || route[1] === 'relate'))
        return <SetUpPage kind={route[1]} />;
    if (route?.[0] !== 'history' || route.length > 2) return <NotFound />;
    return route[1] === undefined ? <HistoryPage org={undefined} /> : <PromotionPage key={route[1]} org={undefined} id={route[1]} />;
}

function Pages() {
    const route = useRoute();
    const org = route?.[0] === 'organizations' ? route[1] : undefined;
    return (
        <Shell org={org}>
            <Boundary page={route?.join('/') ?? ''}>
                <Suspense fallback={<LoadingPage label="Loading the page" />}>
                    {org !== undefined ? <OrganizationPages key={org} org={org} route={route!.slice(2)} /> : <OtherPages route={route} />}
                </Suspense>
            </Boundary>
        </Shell>
    );
}

export function App({ client }: { client: QueryClient }) {
    useScroll();
    return (
        <CSPProvider disableStyleElements>
            <QueryClientProvider client={client}>
                <Router base={basePath}>
                    <SessionGate>
                        <Pages />
                    </SessionGate>
                </Router>
            </QueryClientProvider>
        </CSPProvider>
    );
}
