import { useSuspenseQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { meQuery } from '../api/queries';

/** The caller. Only pages inside the session gate, where it is known, may ask. */
export const useMe = () => useSuspenseQuery(meQuery()).data;

/** Whether the caller has a permission in an organization; the server decides, this only explains beforehand. */
export function usePermission(org: string, permission: 'neo.view' | 'neo.edit' | 'neo.admin' | 'neo.promote') {
    return useMe().organizations.some((one) => one.id === org && one.permissions.includes(permission));
}

/** A function from organization id to name; an organization that the caller may not see keeps its id. */
export function useOrganizationName() {
    const { organizations } = useMe();
    return useCallback((id: string) => organizations.find((one) => one.id === id)?.name ?? id, [organizations]);
}
