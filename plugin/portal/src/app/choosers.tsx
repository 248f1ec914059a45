import { useInfiniteQuery, useQuery, type InfiniteData, type UseInfiniteQueryResult } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import { useId } from 'react';
import { dataflowQuery, dataflowsQuery, organizationsQuery } from '../api/queries';
import type { Dataflow } from '../api/types';
import { useOrganizationName } from './me';
import { choiceOfOrganization } from './organization-selector';
import { Field } from '../ui/field';
import type { Choice } from '../ui/picker';
import { SearchPicker, useChoiceSearch } from '../ui/search-picker';

type ChooserProps<T> = {
    label: string;
    /** What stands there while nothing is chosen; unless one is required, it also takes the choice back. */
    any: string;
    required?: boolean;
    find: string;
    search: ReturnType<typeof useChoiceSearch>;
    list: UseInfiniteQueryResult<InfiniteData<{ items: T[] }>>;
    choiceOf: (item: T) => Choice;
    value: string;
    /** The name of what is chosen. */
    text: string;
    onChange: (id: string) => void;
};

function Chooser<T>({ label, any, required, text, ...picker }: ChooserProps<T>) {
    const id = useId();
    return (
        <Field id={id} label={label}>
            <SearchPicker id={id} className="select-button" none={required ? undefined : any} {...picker}>
                <bdi className={picker.value ? 'selector-text' : 'selector-text quiet'}>{picker.value ? text : any}</bdi>
                <ChevronDown size={16} aria-hidden />
            </SearchPicker>
        </Field>
    );
}

type OrganizationProps = Pick<ChooserProps<never>, 'label' | 'any' | 'required' | 'onChange'> & { organization: string };

/** An organization, found by its name or id. */
export function OrganizationChooser({ organization, ...chooser }: OrganizationProps) {
    const nameOf = useOrganizationName();
    const search = useChoiceSearch();
    const list = useInfiniteQuery({ ...organizationsQuery(search.text), enabled: search.isOpen });
    return (
        <Chooser
            {...chooser}
            find="Find an organization"
            search={search}
            list={list}
            choiceOf={choiceOfOrganization}
            value={organization}
            text={nameOf(organization)}
        />
    );
}

const choiceOfDataflow = (one: Dataflow) => ({ id: one.id, label: one.name || one.id, mark: <span className="quiet">{one.id}</span> });

type DataflowProps = Pick<ChooserProps<never>, 'any' | 'required' | 'onChange'> & { org: string; dataflow: string };

/** One of the organization's dataflows, found by its name or id. */
export function DataflowChooser({ org, dataflow, ...chooser }: DataflowProps) {
    const search = useChoiceSearch();
    const chosen = useQuery({ ...dataflowQuery(org, dataflow), enabled: dataflow !== '' });
    const list = useInfiniteQuery({ ...dataflowsQuery(org, { search: search.text, application: '', state: '' }), enabled: search.isOpen });
    return (
        <Chooser
            {...chooser}
            label="Dataflow"
            find="Find a dataflow"
            search={search}
            list={list}
            choiceOf={choiceOfDataflow}
            value={dataflow}
            text={chosen.data?.name || dataflow}
        />
    );
}
