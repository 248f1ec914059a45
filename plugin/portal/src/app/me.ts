import { useSuspenseQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { meQuery } from '../api/queries';
import type { Permission } from '../api/types';

/** The caller. Only pages inside the session gate, where it is known, may ask. */
export const useMe = () => useSuspenseQuery(meQuery()).data;

const permissions: Permission[] = ['neo.view', 'neo.edit', 'neo.admin', 'neo.promote'];

const useGrant = (org: string | null) => useMe().organizations.find((one) => one.id === org);

/** Whether the caller has a permission in an organization; the server decides, this only explains beforehand. */
export const usePermission = (org: string | null, permission: Permission) => useGrant(org)?.permissions.includes(permission) ?? false;

/** Whether the caller may see an organization's applications, dataflows and versions; their contents need the permission to view. */
export function useMayWorkIn(org: string | null) {
    const granted = useGrant(org)?.permissions ?? [];
    return permissions.some((one) => granted.includes(one));
}

/** Whether the caller may read who has which permission in an organization. */
export function useMaySeePeople(org: string | null) {
    const granted = useGrant(org)?.permissions ?? [];
    return granted.includes('neo.view') || granted.includes('neo.admin');
}

/** Whether the caller may read who changed what anywhere: there is a page of it for auditors and administrators. */
export const useMayAudit = () =>
    useMe().organizations.some((one) => one.permissions.includes('neo.view') || one.permissions.includes('neo.admin'));

/** A function from organization id to name; an organization that the caller may not see keeps its id. */
export function useOrganizationName() {
    const { organizations } = useMe();
    return useCallback(
        (id: string | null) => organizations.find((one) => one.id === id)?.name ?? id ?? 'an organization that is not shown',
        [organizations],
    );
}

/** A function that says of an organization why the caller may not promote from it or to it, or a version of it that is recalled; undefined where he may. */
export function usePromoteDenial() {
    const { organizations } = useMe();
    const nameOf = useOrganizationName();
    return useCallback(
        (id: string, isRecalled = false) => {
            if (!organizations.some((one) => one.id === id && one.permissions.includes('neo.promote')))
                return `You need the Neo Promote permission in ${nameOf(id)}.`;
            return isRecalled ? 'Recalled: it can be promoted nowhere.' : undefined;
        },
        [organizations, nameOf],
    );
}
