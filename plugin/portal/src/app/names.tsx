import { useQuery } from '@tanstack/react-query';
import { EyeOff } from 'lucide-react';
import { applicationsQuery } from '../api/queries';
import { useMayWorkIn, useMe } from './me';

const unseen = 'You may not see this organization';

type OrganizationProps = {
    id: string | null;
    /** As the server told it just now; null: hidden. Without it, as the person's own organizations tell it. */
    name?: string | null;
    /** Says in sight, not only on hover and to screen readers, why there is no name. */
    explain?: boolean;
};

/** An organization by its name; one that the person may not see by its id, which is all that is told of it. */
export function OrganizationName({ id, name, explain }: OrganizationProps) {
    const own = useMe().organizations.find((one) => one.id === id)?.name ?? null;
    const shown = name === undefined ? own : name;
    if (id === null) return <span className="quiet">Not shown</span>;
    if (shown !== null) return <bdi title={id}>{shown}</bdi>;
    return (
        <span className="unseen" title={unseen}>
            <bdi>{id}</bdi>
            <EyeOff size={14} aria-hidden /> <span className={explain ? 'quiet' : 'hidden'}>{unseen}</span>
        </span>
    );
}

/** An application by its name where the person may see what the organization has, else by its id; the id on hover. */
export function ApplicationName({ org, id }: { org: string; id: string }) {
    const { data } = useQuery({ ...applicationsQuery(org), enabled: useMayWorkIn(org) });
    return <bdi title={id}>{data?.find((one) => one.id === id)?.name ?? id}</bdi>;
}
