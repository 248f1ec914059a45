import type { QueryClient } from '@tanstack/react-query';
import { api, dataOf } from '../../api/client';
import { Problem } from '../../api/problem';
import type { VersionId } from '../../api/types';

/* Recalling a version and taking that back: the changes, and what became of them where their answer is lost. */

const about = ({ org, dataflow, version }: VersionId) => ({ params: { path: { org, dataflow, version } } });
const address = '/organizations/{org}/dataflows/{dataflow}/versions/{version}/recall';

const recallOf = async (id: VersionId) => (await dataOf(api.GET(address, about(id)))).recalled;

export async function recall(id: VersionId, reason: string) {
    await dataOf(api.POST(address, { ...about(id), body: { reason } }));
    return true;
}

export const lookUpRecalled = async (id: VersionId, reason: string) => ((await recallOf(id))?.reason === reason ? true : undefined);

/** That somebody else took it back before is no failure: it is so. */
export async function takeBack(id: VersionId) {
    await dataOf(api.DELETE(address, about(id))).catch((error: unknown) => {
        if (!(error instanceof Problem && error.code === 'recall_unknown')) throw error;
    });
    return true;
}

export const lookUpTakenBack = async (id: VersionId) => ((await recallOf(id)) === null ? true : undefined);

/** Afterwards everything that shows whether a version is recalled is asked for anew. */
export const refreshRecall = (client: QueryClient, id: VersionId) =>
    Promise.all([['dataflows', id.org], ['preflight']].map((queryKey) => client.invalidateQueries({ queryKey })));
