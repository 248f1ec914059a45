import { useQuery } from '@tanstack/react-query';
import { applicationsQuery } from '../api/queries';
import { usePermission } from './me';

/** An application by its name where the person may view the organization, else by its id; the id on hover. */
export function ApplicationName({ org, id }: { org: string; id: string }) {
    const { data } = useQuery({ ...applicationsQuery(org), enabled: usePermission(org, 'neo.view') });
    return <span title={id}>{data?.find((one) => one.id === id)?.name ?? id}</span>;
}
