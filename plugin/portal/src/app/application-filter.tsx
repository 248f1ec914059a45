import { useQuery } from '@tanstack/react-query';
import { applicationsQuery } from '../api/queries';
import { Select } from '../ui/field';

type Props = { org: string; application: string; onChange: (application: string) => void };

/** One of the organization's applications; one that is in the address and not listed stays to be seen. */
export function ApplicationFilter({ org, application, onChange }: Props) {
    const applications = useQuery(applicationsQuery(org));
    const options = (applications.data ?? []).map(({ id, name }) => ({ id, label: name }));
    const isListed = application === '' || options.some((one) => one.id === application);
    return (
        <Select
            label="Application"
            hideLabel
            placeholder="Any application"
            value={application}
            options={isListed ? options : [{ id: application, label: application }, ...options]}
            onChange={onChange}
            error={applications.isError && !applications.data && 'Applications could not be loaded.'}
        />
    );
}
