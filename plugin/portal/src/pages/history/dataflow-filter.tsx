import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { dataflowQuery, dataflowsQuery } from '../../api/queries';
import { Picker } from '../../ui/picker';

type Props = { org: string; dataflow: string; onChange: (dataflow: string) => void };

/** One of the organization's dataflows, found by its name or id. */
export function DataflowFilter({ org, dataflow, onChange }: Props) {
    const [open, setOpen] = useState(false);
    const [search, setSearch] = useState('');
    const chosen = useQuery({ ...dataflowQuery(org, dataflow), enabled: dataflow !== '' });
    const label = chosen.data?.name || dataflow;
    const filter = { search: useDeferredValue(search === label ? '' : search), application: '', state: '' as const };
    const list = useInfiniteQuery({ ...dataflowsQuery(org, filter), enabled: open });
    return (
        <Picker
            label="Dataflow"
            placeholder="Any dataflow"
            choices={(list.data?.pages[0]?.items ?? []).map((one) => ({ id: one.id, label: one.name || one.id, mark: <span className="quiet">{one.id}</span> }))}
            value={dataflow ? { id: dataflow, label } : null}
            onChange={(choice) => onChange(choice?.id ?? '')}
            onSearch={setSearch}
            onOpenChange={setOpen}
            empty={list.isPending ? 'Loading…' : list.isError ? 'The list could not be loaded.' : 'No dataflow of that name.'}
        />
    );
}
