import { api, dataOf } from '../../api/client';
import { allMappings } from '../../api/queries';
import type { Relation } from '../../api/types';

/** A relation as the person wants it. */
export type Wish = { org: string; target: string; relation: Relation };

export const addRelation = ({ org, target, relation }: Wish) =>
    dataOf(api.POST('/organizations/{org}/mappings', { params: { path: { org } }, body: { target, relation } }));

export const setRelation = ({ org, target, relation }: Wish) =>
    dataOf(api.PATCH('/organizations/{org}/mappings/{target}', { params: { path: { org, target } }, body: { relation } }));

export async function removeRelation({ org, target }: Omit<Wish, 'relation'>) {
    await dataOf(api.DELETE('/organizations/{org}/mappings/{target}', { params: { path: { org, target } } }));
    return true;
}

const relationTo = async (org: string, target: string) => (await allMappings(org)).find((one) => one.target === target);

/** The relation with its warnings where it is as wanted by now. Setting it to what it is changes nothing, and is answered with them. */
export async function lookUpRelation(wish: Wish) {
    const there = await relationTo(wish.org, wish.target);
    return there?.relation === wish.relation ? setRelation(wish) : undefined;
}

export const lookUpRemoved = async ({ org, target }: Omit<Wish, 'relation'>) => ((await relationTo(org, target)) ? undefined : true);
