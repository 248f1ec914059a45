import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, dataOf } from './client';
import type {
    Changes,
    Custody,
    OrganizationType,
    Preflight,
    Promotion,
    PromotionPage,
    PromotionRequest,
    PromotionStatus,
    Standing,
    Version,
    VersionId,
    VersionState,
} from './types';

/* Every read of the API, with its cache key. Keys begin with what they are about, so that a change can refresh by prefix. */

const path = (id: VersionId) => ({ org: id.org, dataflow: id.dataflow, version: id.version });
const next = {
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: { next_cursor: string | null }) => page.next_cursor ?? undefined,
    // All pages that were scrolled through would be asked for again, one after another.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
};

/** What others change: a page that shows it follows (`app/follow.ts`). */
const live = { meta: { isLive: true as const } };
const areUnderWay = (attempts: Promotion[]) => attempts.some(({ status }) => status === 'in_progress');

/** All items of a list that is small enough to be held whole. */
async function everyPage<T>(page: (cursor?: string) => Promise<{ items: T[]; next_cursor: string | null }>): Promise<T[]> {
    let answer = await page();
    const items = [...answer.items];
    while (answer.next_cursor) items.push(...(answer = await page(answer.next_cursor)).items);
    return items;
}

export const meQuery = () =>
    queryOptions({ queryKey: ['me'], queryFn: ({ signal }) => dataOf(api.GET('/me', { signal })), staleTime: 60_000 });

export const organizationQuery = (org: string) =>
    queryOptions({
        ...live,
        queryKey: ['organizations', 'one', org],
        queryFn: ({ signal }) => dataOf(api.GET('/organizations/{org}', { params: { path: { org } }, signal })),
    });

export const organizationsQuery = (search: string) =>
    infiniteQueryOptions({
        queryKey: ['organizations', 'list', search],
        queryFn: ({ pageParam, signal }) =>
            dataOf(api.GET('/organizations', { params: { query: { search: search || undefined, limit: 50, cursor: pageParam } }, signal })),
        ...next,
        placeholderData: keepPreviousData,
    });

/** All that the person may see, for whom a page of them will not do. */
export const allOrganizationsQuery = () =>
    queryOptions({
        ...live,
        queryKey: ['organizations', 'all'],
        queryFn: ({ signal }) =>
            everyPage((cursor) => dataOf(api.GET('/organizations', { params: { query: { limit: 500, cursor } }, signal }))),
    });

/** The same, each with how many custom applications it has and what was last promoted from it or to it. */
export const detailedOrganizationsQuery = () =>
    queryOptions({
        ...live,
        queryKey: ['organizations', 'detailed'],
        queryFn: ({ signal }) =>
            everyPage((cursor) => dataOf(api.GET('/organizations', { params: { query: { details: true, limit: 500, cursor } }, signal }))),
    });

export const organizationMapQuery = () =>
    queryOptions({
        meta: { isLive: true, wait_ms: 60_000 },
        queryKey: ['organization-map'],
        queryFn: ({ signal }) => dataOf(api.GET('/organization-map', { signal })),
    });

export const mappingsQuery = (org: string) =>
    infiniteQueryOptions({
        ...live,
        queryKey: ['mappings', org],
        queryFn: ({ pageParam, signal }) =>
            dataOf(
                api.GET('/organizations/{org}/mappings', { params: { path: { org }, query: { limit: 200, cursor: pageParam } }, signal }),
            ),
        ...next,
    });

/** Every mapping of an organization as it is now, for whom no page that was read before will do. */
export const allMappings = (org: string) =>
    everyPage((cursor) => dataOf(api.GET('/organizations/{org}/mappings', { params: { path: { org }, query: { limit: 500, cursor } } })));

export const mappingChangesQuery = (org: string) =>
    infiniteQueryOptions({
        ...live,
        queryKey: ['mapping-changes', 'of', org],
        queryFn: ({ pageParam, signal }) =>
            dataOf(
                api.GET('/organizations/{org}/mapping-changes', {
                    params: { path: { org }, query: { limit: 30, cursor: pageParam } },
                    signal,
                }),
            ),
        ...next,
    });

export type ChangeFilter = { organization?: string; actor?: string; from?: string; to?: string };

/** Over all organizations that the person may view. */
export const allMappingChangesQuery = (filter: ChangeFilter) =>
    infiniteQueryOptions({
        queryKey: ['mapping-changes', 'list', filter],
        queryFn: ({ pageParam, signal }) =>
            dataOf(api.GET('/mapping-changes', { params: { query: { ...filter, limit: 50, cursor: pageParam } }, signal })),
        ...next,
        placeholderData: keepPreviousData,
    });

export const newestMappingChangesQuery = (filter: ChangeFilter) =>
    queryOptions({
        ...live,
        queryKey: ['mapping-changes', 'newest', filter],
        queryFn: ({ signal }) => dataOf(api.GET('/mapping-changes', { params: { query: { ...filter, limit: 50 } }, signal })),
    });

export const peopleQuery = (org: string, search: string) =>
    infiniteQueryOptions({
        ...live,
        queryKey: ['people', org, 'list', search],
        queryFn: ({ pageParam, signal }) =>
            dataOf(
                api.GET('/organizations/{org}/people', {
                    params: { path: { org }, query: { search: search || undefined, limit: 100, cursor: pageParam } },
                    signal,
                }),
            ),
        ...next,
        placeholderData: keepPreviousData,
    });

/** Everybody who has Neo Promote in an organization, where the host tells it. */
export const promotersQuery = (org: string) =>
    queryOptions({
        queryKey: ['people', org, 'promoters'],
        queryFn: async ({ signal }) => {
            let isTold = true;
            const all = await everyPage(async (cursor) => {
                const page = await dataOf(
                    api.GET('/organizations/{org}/people', { params: { path: { org }, query: { limit: 500, cursor } }, signal }),
                );
                isTold &&= page.told;
                return page;
            });
            return { isTold, promoters: all.filter(({ permissions }) => permissions.includes('neo.promote')) };
        },
    });

export const applicationsQuery = (org: string) =>
    queryOptions({
        queryKey: ['applications', org],
        queryFn: ({ signal }) =>
            everyPage((cursor) =>
                dataOf(api.GET('/organizations/{org}/applications', { params: { path: { org }, query: { limit: 500, cursor } }, signal })),
            ),
        staleTime: 60_000,
    });

export type DataflowFilter = { search: string; application: string; state: VersionState | '' };

export const dataflowsQuery = (org: string, filter: DataflowFilter) =>
    infiniteQueryOptions({
        ...live,
        queryKey: ['dataflows', org, 'list', filter],
        queryFn: ({ pageParam, signal }) =>
            dataOf(
                api.GET('/organizations/{org}/dataflows', {
                    params: {
                        path: { org },
                        query: {
                            search: filter.search || undefined,
                            application: filter.application || undefined,
                            state: filter.state || undefined,
                            limit: 100,
                            cursor: pageParam,
                        },
                    },
                    signal,
                }),
            ),
        ...next,
        placeholderData: keepPreviousData,
    });

/** The first few dataflows of that name. */
export const foundDataflowsQuery = (org: string, search: string) =>
    queryOptions({
        queryKey: ['dataflows', org, 'found', search],
        queryFn: async ({ signal }) =>
            (await dataOf(api.GET('/organizations/{org}/dataflows', { params: { path: { org }, query: { search, limit: 8 } }, signal })))
                .items,
    });

export const dataflowQuery = (org: string, dataflow: string) =>
    queryOptions({
        ...live,
        queryKey: ['dataflows', org, 'one', dataflow],
        queryFn: ({ signal }) =>
            dataOf(api.GET('/organizations/{org}/dataflows/{dataflow}', { params: { path: { org, dataflow } }, signal })),
    });

export const versionQuery = (id: VersionId) =>
    queryOptions({
        queryKey: ['dataflows', id.org, 'one', id.dataflow, 'version', id.version],
        queryFn: async ({ signal }) => {
            const text = await dataOf(
                api.GET('/organizations/{org}/dataflows/{dataflow}/versions/{version}', {
                    params: { path: path(id) },
                    parseAs: 'text',
                    signal,
                }),
            );
            const { readContent } = await import('./content');
            return { version: JSON.parse(text) as Version, content: readContent(text) };
        },
        structuralSharing: false,
    });

/** The way of a version back to where it was written, and the answer as it came, for who keeps it. */
export const custodyQuery = (id: VersionId) =>
    queryOptions({
        ...live,
        queryKey: ['dataflows', id.org, 'one', id.dataflow, 'version', id.version, 'origin'],
        queryFn: async ({ signal }) => {
            const text = await dataOf(
                api.GET('/organizations/{org}/dataflows/{dataflow}/versions/{version}/origin', {
                    params: { path: path(id) },
                    parseAs: 'text',
                    signal,
                }),
            );
            return { custody: JSON.parse(text) as Custody, text };
        },
    });

/** Whether a version is recalled, and what happened before. */
export const recallQuery = (id: VersionId) =>
    queryOptions({
        ...live,
        queryKey: ['dataflows', id.org, 'one', id.dataflow, 'version', id.version, 'recall'],
        queryFn: ({ signal }) =>
            dataOf(api.GET('/organizations/{org}/dataflows/{dataflow}/versions/{version}/recall', { params: { path: path(id) }, signal })),
    });

/** What a version has otherwise than another one. */
export const compareQuery = (id: VersionId, other: VersionId) =>
    queryOptions({
        queryKey: ['dataflows', id.org, 'one', id.dataflow, 'version', id.version, 'compare', other],
        queryFn: async ({ signal }) => {
            const text = await dataOf(
                api.GET('/organizations/{org}/dataflows/{dataflow}/versions/{version}/compare', {
                    params: { path: path(id), query: { organization: other.org, dataflow: other.dataflow, version: other.version } },
                    parseAs: 'text',
                    signal,
                }),
            );
            const { readContent } = await import('./content');
            return { changes: JSON.parse(text) as Changes, content: readContent(text) };
        },
        structuralSharing: false,
    });

export type SpreadFilter = { type?: OrganizationType; standing?: Standing; search?: string };

export const spreadQuery = (org: string, dataflow: string, filter: SpreadFilter = {}) =>
    infiniteQueryOptions({
        ...live,
        queryKey: ['dataflows', org, 'one', dataflow, 'spread', filter],
        queryFn: ({ pageParam, signal }) =>
            dataOf(
                api.GET('/organizations/{org}/dataflows/{dataflow}/spread', {
                    params: { path: { org, dataflow }, query: { ...filter, limit: 100, cursor: pageParam } },
                    signal,
                }),
            ),
        ...next,
        placeholderData: keepPreviousData,
    });

/** Every organization of a type that has the dataflow. */
export const placesQuery = (org: string, dataflow: string, type: OrganizationType) =>
    queryOptions({
        ...live,
        queryKey: ['dataflows', org, 'one', dataflow, 'places', type],
        queryFn: ({ signal }) =>
            everyPage((cursor) =>
                dataOf(
                    api.GET('/organizations/{org}/dataflows/{dataflow}/spread', {
                        params: { path: { org, dataflow }, query: { type, limit: 500, cursor } },
                        signal,
                    }),
                ),
            ),
    });

export type BoardFilter = { search?: string; application?: string; behind?: boolean };

export const boardQuery = (org: string, filter: BoardFilter) =>
    infiniteQueryOptions({
        ...live,
        queryKey: ['dataflows', org, 'board', filter],
        queryFn: ({ pageParam, signal }) =>
            dataOf(
                api.GET('/organizations/{org}/board', {
                    params: { path: { org }, query: { ...filter, limit: 50, cursor: pageParam } },
                    signal,
                }),
            ),
        ...next,
        placeholderData: keepPreviousData,
    });

/** Those of the first hundred dataflows of an organization that are behind somewhere: the server counts rows before it leaves any out. */
export const behindQuery = (org: string) =>
    queryOptions({
        meta: { isLive: true, wait_ms: 60_000 },
        queryKey: ['dataflows', org, 'behind'],
        queryFn: ({ signal }) =>
            dataOf(api.GET('/organizations/{org}/board', { params: { path: { org }, query: { behind: true, limit: 100 } }, signal })),
        staleTime: 60_000,
    });

export const promotionTargetsQuery = (id: VersionId) =>
    queryOptions({
        queryKey: ['promotion-targets', id],
        queryFn: ({ signal }) =>
            everyPage((cursor) =>
                dataOf(
                    api.GET('/organizations/{org}/dataflows/{dataflow}/versions/{version}/promotion-targets', {
                        params: { path: path(id), query: { limit: 500, cursor } },
                        signal,
                    }),
                ),
            ),
    });

export const targetApplicationsQuery = (id: VersionId, target: string) =>
    queryOptions({
        queryKey: ['target-applications', id, target],
        queryFn: ({ signal }) =>
            dataOf(
                api.GET('/organizations/{org}/dataflows/{dataflow}/versions/{version}/promotion-targets/{target}/applications', {
                    params: { path: { ...path(id), target }, query: { limit: 500 } },
                    signal,
                }),
            ),
        staleTime: 0,
    });

export const promotionRequest = (id: VersionId, target: string, application: string | undefined): PromotionRequest => ({
    source: { organization: id.org, dataflow: id.dataflow, version: id.version },
    target: application ? { organization: target, application } : { organization: target },
});

export const preflightQuery = (request: PromotionRequest) =>
    queryOptions({
        queryKey: ['preflight', request],
        queryFn: async ({ signal }) => {
            const text = await dataOf(api.POST('/promotions/preflight', { body: request, parseAs: 'text', signal }));
            const { readContent } = await import('./content');
            return { preflight: JSON.parse(text) as Preflight, content: readContent(text) };
        },
        structuralSharing: false,
        staleTime: 0,
    });

export type PromotionFilter = {
    organization?: string;
    role?: 'source' | 'target' | 'any';
    other_organization?: string;
    dataflow?: string;
    version?: number;
    status?: PromotionStatus;
    /** By the whole id. */
    actor?: string;
    /** By words of the name or the id. */
    actor_name?: string;
    ticket?: string;
    /** Contained in the reason. */
    reason?: string;
    /** Of the target, when it was asked for. */
    standing?: Standing;
    /** Of the target organization. */
    type?: OrganizationType;
    from?: string;
    to?: string;
};

export const promotionsQuery = (filter: PromotionFilter) =>
    infiniteQueryOptions({
        queryKey: ['promotions', 'list', filter],
        // Only what is asked for as CSV comes as a text.
        queryFn: async ({ pageParam, signal }) =>
            (await dataOf(
                api.GET('/promotions', { params: { query: { ...filter, limit: 50, cursor: pageParam } }, signal }),
            )) as PromotionPage,
        ...next,
        placeholderData: keepPreviousData,
    });

/** Those that came last, to be looked at again and again beside a list that stays as it is. */
export const newestPromotionsQuery = (filter: PromotionFilter) =>
    queryOptions({
        meta: { isLive: true, isUnderWay: ({ items }: PromotionPage) => areUnderWay(items) },
        queryKey: ['promotions', 'newest', filter],
        queryFn: async ({ signal }) =>
            (await dataOf(api.GET('/promotions', { params: { query: { ...filter, limit: 50 } }, signal }))) as PromotionPage,
    });

/** The last few of them. */
export const latestPromotionsQuery = (filter: PromotionFilter) =>
    queryOptions({
        meta: { isLive: true, isUnderWay: areUnderWay },
        queryKey: ['promotions', 'latest', filter],
        queryFn: async ({ signal }) =>
            ((await dataOf(api.GET('/promotions', { params: { query: { ...filter, limit: 6 } }, signal }))) as PromotionPage).items,
    });

/** How many the filter matches of each status, whatever status it asks for. */
export const promotionCountsQuery = ({ status: _, ...filter }: PromotionFilter) =>
    queryOptions({
        ...live,
        queryKey: ['promotions', 'counts', filter],
        queryFn: async ({ signal }) => dataOf(api.GET('/promotions/counts', { params: { query: filter }, signal })),
        placeholderData: keepPreviousData,
    });

export const promotionQuery = (id: string) =>
    queryOptions({
        queryKey: ['promotions', 'one', id],
        queryFn: ({ signal }) => dataOf(api.GET('/promotions/{id}', { params: { path: { id } }, signal })),
    });
