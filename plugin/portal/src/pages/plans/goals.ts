import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { applicationsQuery, dataflowQuery, placesQuery, promotionTargetsQuery } from '../../api/queries';
import { isPromotable, type OrganizationType, type PromotionTarget, type Spread, type VersionId } from '../../api/types';
import type { Chosen } from '../board/chosen';

type Place = Spread['items'][number];

/** A promotion that may be wanted: of a version to an organization, with what that has of the dataflow. */
export type Goal = {
    id: VersionId;
    /** Of the dataflow. */
    name: string;
    target: string;
    targetName: string;
    type: OrganizationType | null;
    place: Place | undefined;
    /** Where it lives here: one of the same id or name is proposed there. */
    application: { id: string; name: string };
};

export const keyOf = ({ id, target }: Goal) => `${id.dataflow} ${target}`;

/** Where promoting was forgotten first, where people have to look closely next, and where it is new last. */
const order: (Place['standing'] | undefined)[] = ['behind', 'diverged', 'changed_there', undefined];
const placeOf = ({ place }: Goal) => order.indexOf(place?.standing);

/** The goals of a cell, without those that have the version already: of these the number. */
export function goalsOf(
    about: Pick<Goal, 'id' | 'name' | 'application'>,
    type: OrganizationType,
    targets: PromotionTarget[],
    places: Place[],
) {
    const all = targets
        .filter((one) => one.type === type)
        .map((one): Goal => {
            const place = places.find(({ organization, hops }) => organization === one.organization && hops === 1);
            return { ...about, target: one.organization, targetName: one.name ?? one.organization, type, place };
        });
    const goals = all.filter(({ place }) => place === undefined || place.source_version < about.id.version);
    return { goals: goals.sort((one, other) => placeOf(one) - placeOf(other)), current: all.length - goals.length };
}

/** What is chosen by a cell of the board: its dataflow, the newest version that can be promoted, and where to. */
export const cellQuery = (client: QueryClient, org: string, { dataflow, type }: Chosen) =>
    queryOptions({
        queryKey: ['dataflows', org, 'cell', dataflow, type],
        queryFn: async () => {
            const { name, versions, application } = await client.query(dataflowQuery(org, dataflow));
            const version = versions.findLast(({ state, recalled }) => isPromotable(state) && !recalled)?.version;
            const about = { dataflow, type, name: name || dataflow, version };
            if (version === undefined) return { ...about, goals: [], current: 0 };
            const id = { org, dataflow, version };
            const [applications, targets, places] = await Promise.all([
                client.query(applicationsQuery(org)),
                client.query(promotionTargetsQuery(id)),
                client.query(placesQuery(org, dataflow, type)),
            ]);
            const here = { id: application, name: applications.find((one) => one.id === application)?.name ?? application };
            return { ...about, ...goalsOf({ id, name: about.name, application: here }, type, targets, places) };
        },
        staleTime: 0,
        // What is ticked does not move while it is looked at.
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
    });
