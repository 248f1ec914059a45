import { useQuery } from '@tanstack/react-query';
import { asProblem } from '../api/problem';
import { applicationsQuery } from '../api/queries';
import { Select } from '../ui/field';
import { Picker } from '../ui/picker';

/** More than this are found by typing. */
const few = 12;
const any = 'Any application';

type Props = { org: string; application: string; onChange: (application: string) => void };

/** One of the organization's applications; one that is in the address and not listed stays to be seen. */
export function ApplicationFilter({ org, application, onChange }: Props) {
    const applications = useQuery(applicationsQuery(org));
    const listed = (applications.data ?? []).map(({ id, name }) => ({ id, label: name }));
    const isListed = application === '' || listed.some((one) => one.id === application);
    const options = isListed ? listed : [{ id: application, label: application }, ...listed];
    // That there is no such organization is said by the page.
    const isBroken = applications.isError && !applications.data && asProblem(applications.error).status !== 404;
    const field = {
        label: 'Application',
        hideLabel: true,
        placeholder: any,
        error: isBroken && 'Applications could not be loaded.',
    };
    if (options.length <= few) return <Select {...field} value={application} options={options} onChange={onChange} />;
    return (
        <Picker
            {...field}
            choices={[{ id: '', label: any }, ...options]}
            value={options.find((one) => one.id === application) ?? null}
            onChange={(choice) => onChange(choice?.id ?? '')}
            empty="No application of that name."
        />
    );
}
