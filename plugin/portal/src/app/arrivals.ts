import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { newestPromotionsQuery } from '../api/queries';
import { dataflowNameOf, type Promotion } from '../api/types';
import { notify } from './notice-store';
import { useMe, useOrganizationName } from './me';
import { useOwnOrganizations } from './own-organizations';
import { paths } from './paths';

/** Leads to what arrived where that may be seen, else to the attempt. */
function placeOf({ id, target: { organization, dataflow, approved_version } }: Promotion) {
    return organization !== null && dataflow !== null && approved_version !== null
        ? paths.version({ org: organization, dataflow, version: approved_version })
        : paths.promotion(undefined, id);
}

/** Tells, once, of what others promote into the person's own organizations while the portal is open. */
export function useArrivals() {
    const me = useMe().user.id;
    const { own } = useOwnOrganizations();
    const nameOf = useOrganizationName();
    const read = useQuery({ ...newestPromotionsQuery({ status: 'succeeded' }), enabled: own.length > 0 });
    const known = useRef<Set<string>>(undefined);
    useEffect(() => {
        if (!read.data) return;
        const before = known.current;
        known.current = new Set([...(before ?? []), ...read.data.items.map(({ id }) => id)]);
        // What was there when the portal was opened is no news.
        if (!before) return;
        const arrived = read.data.items.filter(
            ({ id, actor, target }) => !before.has(id) && actor !== me && own.some((one) => one.id === target.organization),
        );
        const [one] = arrived;
        if (!one) return;
        const organizations = new Set(arrived.map(({ target }) => target.organization));
        const where = organizations.size === 1 ? nameOf(one.target.organization) : `${organizations.size} of your organizations`;
        if (arrived.length === 1)
            notify({ text: `${dataflowNameOf(one)} arrived in ${where}.`, link: { label: 'Open it', to: placeOf(one) } });
        else
            notify({
                text: `${arrived.length} promotions arrived in ${where}.`,
                link: { label: 'See them', to: paths.history(organizations.size === 1 ? one.target.organization! : undefined) },
            });
    }, [read.data, me, own, nameOf]);
}
