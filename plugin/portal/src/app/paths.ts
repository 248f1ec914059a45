import type { VersionId } from '../api/types';

/** Where the portal is served; every path below is relative to it. */
export { basePath } from '../base';

const part = encodeURIComponent;

export type Search = Record<string, string | number | undefined>;

/** `?a=b` of the members that are set, else nothing. */
export function searchOf(members: Search): string {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(members)) if (value !== undefined && value !== '') search.set(name, String(value));
    const text = search.toString();
    return text ? `?${text}` : '';
}

/** The address of every page: what the router matches is what a link is made with. */
export const paths = {
    home: () => '/',
    organizations: () => '/organizations',
    /** Registers or relates many organizations at once. */
    setUp: (what: 'register' | 'relate') => `/set-up/${what}`,
    dataflows: (org: string, search: Search = {}) => `/organizations/${part(org)}/dataflows${searchOf(search)}`,
    dataflow: (org: string, dataflow: string) => `/organizations/${part(org)}/dataflows/${part(dataflow)}`,
    version: (id: VersionId, search: Search = {}) =>
        `/organizations/${part(id.org)}/dataflows/${part(id.dataflow)}/versions/${id.version}${searchOf(search)}`,
    promote: (id: VersionId, search: Search = {}) =>
        `/organizations/${part(id.org)}/dataflows/${part(id.dataflow)}/versions/${id.version}/promote${searchOf(search)}`,
    spread: (org: string, dataflow: string, search: Search = {}) =>
        `/organizations/${part(org)}/dataflows/${part(dataflow)}/spread${searchOf(search)}`,
    custody: (id: VersionId) => `/organizations/${part(id.org)}/dataflows/${part(id.dataflow)}/versions/${id.version}/custody`,
    compare: (id: VersionId, search: Search = {}) =>
        `/organizations/${part(id.org)}/dataflows/${part(id.dataflow)}/versions/${id.version}/compare${searchOf(search)}`,
    board: (org: string, search: Search = {}) => `/organizations/${part(org)}/board${searchOf(search)}`,
    plans: (org: string, search: Search = {}) => `/organizations/${part(org)}/board/plans${searchOf(search)}`,
    mappings: (org: string, tab: 'current' | 'related' = 'current', search: Search = {}) =>
        `/organizations/${part(org)}/mappings${tab === 'related' ? '/related' : ''}${searchOf(search)}`,
    map: (org: string, search: Search = {}) => `/organizations/${part(org)}/map${searchOf(search)}`,
    /** Who may do what in an organization. */
    people: (org: string, search: Search = {}) => `/organizations/${part(org)}/people${searchOf(search)}`,
    /** Of one organization, or of all. */
    history: (org: string | undefined, search: Search = {}) =>
        `${org === undefined ? '' : `/organizations/${part(org)}`}/history${searchOf(search)}`,
    /** Who changed what an organization is, and whom it is related to. */
    changes: (search: Search = {}) => `/changes${searchOf(search)}`,
    promotion: (org: string | undefined, id: string) => `${org === undefined ? '' : `/organizations/${part(org)}`}/history/${part(id)}`,
};

/** The page that one is at, of another organization; its dataflows where the page is about something that only this one has. */
export function samePageOf(org: string, route: string[] | null): string {
    const [place, , page, tab] = route ?? [];
    switch (place === 'history' ? 'history' : page) {
        case 'board':
            return paths.board(org);
        case 'history':
            return paths.history(org);
        case 'mappings':
            return paths.mappings(org, tab === 'related' ? 'related' : 'current');
        case 'map':
            return paths.map(org);
        case 'people':
            return paths.people(org);
        default:
            return paths.dataflows(org);
    }
}
