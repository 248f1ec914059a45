import { useInfiniteQuery, useQuery, type InfiniteData, type UseInfiniteQueryResult } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import { useId } from 'react';
import { dataflowQuery, dataflowsQuery, organizationsQuery } from '../../api/queries';
import type { Dataflow } from '../../api/types';
import { useOrganizationName } from '../../app/me';
import { choiceOfOrganization } from '../../app/organization-selector';
import { Field } from '../../ui/field';
import type { Choice } from '../../ui/picker';
import { SearchPicker, useChoiceSearch } from '../../ui/search-picker';

type FilterProps<T> = {
    label: string;
    any: string;
    find: string;
    search: ReturnType<typeof useChoiceSearch>;
    list: UseInfiniteQueryResult<InfiniteData<{ items: T[] }>>;
    choiceOf: (item: T) => Choice;
    value: string;
    /** The name of what is chosen. */
    text: string;
    onChange: (id: string) => void;
};

function Filter<T>({ label, any, text, ...picker }: FilterProps<T>) {
    const id = useId();
    return (
        <Field id={id} label={label}>
            <SearchPicker id={id} className="select-button" none={any} {...picker}>
                <span className={picker.value ? 'selector-text' : 'selector-text quiet'}>{picker.value ? text : any}</span>
                <ChevronDown size={16} aria-hidden />
            </SearchPicker>
        </Field>
    );
}

/** The organization on the other side of the promotions of this one, found by its name or id. */
export function OtherOrganizationFilter({ other, onChange }: { other: string; onChange: (organization: string) => void }) {
    const nameOf = useOrganizationName();
    const search = useChoiceSearch();
    const list = useInfiniteQuery({ ...organizationsQuery(search.text), enabled: search.isOpen });
    return (
        <Filter
            label="Other organization"
            any="Any organization"
            find="Find an organization"
            search={search}
            list={list}
            choiceOf={choiceOfOrganization}
            value={other}
            text={nameOf(other)}
            onChange={onChange}
        />
    );
}

const choiceOfDataflow = (one: Dataflow) => ({ id: one.id, label: one.name || one.id, mark: <span className="quiet">{one.id}</span> });

/** One of the organization's dataflows, found by its name or id. */
export function DataflowFilter({ org, dataflow, onChange }: { org: string; dataflow: string; onChange: (dataflow: string) => void }) {
    const search = useChoiceSearch();
    const chosen = useQuery({ ...dataflowQuery(org, dataflow), enabled: dataflow !== '' });
    const list = useInfiniteQuery({ ...dataflowsQuery(org, { search: search.text, application: '', state: '' }), enabled: search.isOpen });
    return (
        <Filter
            label="Dataflow"
            any="Any dataflow"
            find="Find a dataflow"
            search={search}
            list={list}
            choiceOf={choiceOfDataflow}
            value={dataflow}
            text={chosen.data?.name || dataflow}
            onChange={onChange}
        />
    );
}
