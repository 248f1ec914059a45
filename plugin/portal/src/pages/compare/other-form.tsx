import { useQuery } from '@tanstack/react-query';
import { dataflowQuery } from '../../api/queries';
import { DataflowChooser, OrganizationChooser } from '../../app/choosers';
import { useUrlState } from '../../app/url-state';
import { stateLabels } from '../../ui/chips';
import { Select } from '../../ui/field';
import type { Other } from './other';

/** Chooses the version that is compared with: organization, dataflow, version, in the address. */
export function OtherForm({ other: { org, dataflow, version } }: { other: Other }) {
    const [, setUrl] = useUrlState();
    const versions = useQuery({ ...dataflowQuery(org, dataflow), enabled: dataflow !== '' });
    const options = [...(versions.data?.versions ?? [])].reverse().map((one) => ({
        id: String(one.version),
        label: `v${one.version}, ${stateLabels[one.state]}${one.recalled ? ', recalled' : ''}`,
    }));
    const chosen = version === undefined ? '' : String(version);
    const isListed = chosen === '' || options.some(({ id }) => id === chosen);
    return (
        <div className="filters filters-many">
            <OrganizationChooser
                label="Organization"
                any="Choose an organization"
                required
                organization={org}
                onChange={(organization) => setUrl({ organization, dataflow: '', version: '' })}
            />
            <DataflowChooser
                org={org}
                any="Choose a dataflow"
                required
                dataflow={dataflow}
                onChange={(next) => setUrl({ organization: org, dataflow: next, version: '' })}
            />
            <Select
                label="Version"
                placeholder="Choose a version"
                value={chosen}
                options={isListed ? options : [{ id: chosen, label: `v${chosen}` }, ...options]}
                disabled={dataflow === ''}
                onChange={(next) => setUrl({ organization: org, dataflow, version: next })}
                error={versions.isError && !versions.data && 'Its versions could not be loaded.'}
            />
        </div>
    );
}
