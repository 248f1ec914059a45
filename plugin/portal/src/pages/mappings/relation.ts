import { api, dataOf } from '../../api/client';
import { Problem } from '../../api/problem';
import { allMappings } from '../../api/queries';
import type { Relation } from '../../api/types';

/*
 * What changes relations. When a connection breaks, browsers send a request once more by themselves: the answer that arrives may be that of the second, to
 * which what the first one did is in the way.
 */

/** A relation as the person wants it. */
export type Wish = { org: string; target: string; relation: Relation };

const isProblem = (error: unknown, code: string) => error instanceof Problem && error.code === code;

export const setRelation = ({ org, target, relation }: Wish) =>
    dataOf(api.PATCH('/organizations/{org}/mappings/{target}', { params: { path: { org, target } }, body: { relation } }));

export async function removeRelation({ org, target }: Omit<Wish, 'relation'>) {
    await dataOf(api.DELETE('/organizations/{org}/mappings/{target}', { params: { path: { org, target } } })).catch((error: unknown) => {
        if (!isProblem(error, 'mapping_unknown')) throw error;
    });
    return true;
}

const relationTo = async (org: string, target: string) => (await allMappings(org)).find((one) => one.target === target);

/** The relation with its warnings where it is as wanted by now. Setting it to what it is changes nothing, and is answered with them. */
export async function lookUpRelation(wish: Wish) {
    const there = await relationTo(wish.org, wish.target);
    return there?.relation === wish.relation ? setRelation(wish) : undefined;
}

/** Adds a relation that was not there before, as far as the person could see. */
export const addRelation = ({ org, target, relation }: Wish, wasThere: boolean, me: string) =>
    dataOf(api.POST('/organizations/{org}/mappings', { params: { path: { org } }, body: { target, relation } })).catch(
        async (error: unknown) => {
            const isMine = !wasThere && isProblem(error, 'mapping_exists') && (await relationTo(org, target))?.created_by === me;
            const made = isMine ? await lookUpRelation({ org, target, relation }) : undefined;
            if (!made) throw error;
            return made;
        },
    );

export const lookUpRemoved = async ({ org, target }: Omit<Wish, 'relation'>) => ((await relationTo(org, target)) ? undefined : true);
