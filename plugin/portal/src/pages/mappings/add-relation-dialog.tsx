import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useState, type FormEvent } from 'react';
import { api, dataOf } from '../../api/client';
import { asProblem } from '../../api/problem';
import { organizationsQuery } from '../../api/queries';
import type { Organization, Relation } from '../../api/types';
import { useOrganizationName } from '../../app/me';
import { Button } from '../../ui/button';
import { TypeBadge } from '../../ui/chips';
import { Dialog } from '../../ui/dialog';
import { ProblemNote, WarningList } from '../../ui/failures';
import { Select } from '../../ui/field';
import { Picker, type Choice } from '../../ui/picker';
import { relations } from './mapping-row';
import { refreshMappings } from './refresh';

/** Errors that are about the target that was chosen stand at its field, all others at the end of the form. */
const aboutTarget = new Set(['target_not_registered', 'target_neo_not_enabled', 'mapping_exists', 'mapping_to_self', 'organization_unknown']);

const choiceOf = (one: Organization): Choice => ({ id: one.id, label: one.name, mark: <TypeBadge type={one.registration?.type ?? null} /> });

function AddRelationForm({ org, onClose }: { org: string; onClose: () => void }) {
    const client = useQueryClient();
    const [search, setSearch] = useState('');
    const [target, setTarget] = useState<Choice | null>(null);
    const [relation, setRelation] = useState<Relation | ''>('');
    const [asked, setAsked] = useState(false);
    // The field's own text is no search once something is chosen, else opening the list again would show that one only.
    const list = useInfiniteQuery(organizationsQuery(useDeferredValue(search === target?.label ? '' : search)));
    const choices = (list.data?.pages[0]?.items ?? []).filter((one) => one.id !== org).map(choiceOf);
    const add = useMutation({
        mutationFn: (body: { target: string; relation: Relation }) =>
            dataOf(api.POST('/organizations/{org}/mappings', { params: { path: { org } }, body })),
        onSuccess: () => refreshMappings(client),
    });
    const problem = add.error && asProblem(add.error);
    const submit = (event: FormEvent) => {
        event.preventDefault();
        setAsked(true);
        if (target && relation !== '') add.mutate({ target: target.id, relation });
    };
    if (add.data)
        return (
            <div className="form">
                <p className="note note-good" role="status">
                    {add.data.target_name} is related now.
                </p>
                {add.data.warnings.length > 0 && <WarningList warnings={add.data.warnings} />}
                <div className="form-end">
                    <Button
                        onClick={() => {
                            add.reset();
                            setTarget(null);
                            setAsked(false);
                        }}
                    >
                        Add another
                    </Button>
                    <Button look="primary" onClick={onClose} autoFocus>
                        Done
                    </Button>
                </div>
            </div>
        );
    return (
        <form onSubmit={submit} className="form" noValidate>
            <Picker
                label="Target Organization"
                placeholder="Type to find one"
                choices={choices}
                value={target}
                onChange={(chosen) => {
                    setTarget(chosen);
                    add.reset();
                }}
                onSearch={setSearch}
                empty={list.isPending ? 'Loading…' : list.isError ? 'The list could not be loaded.' : 'No organization of that name.'}
                error={problem && aboutTarget.has(problem.code) ? problem.message : asked && !target && 'Choose an organization.'}
            />
            <Select
                label="Relation Type"
                placeholder="Choose a relation"
                value={relation}
                options={relations}
                onChange={setRelation}
                hint="Sibling is meant for organizations at the same level; Default is for everything else."
                error={asked && relation === '' && 'Choose a relation type.'}
            />
            {problem && !aboutTarget.has(problem.code) && <ProblemNote problem={problem} />}
            <div className="form-end">
                <Button onClick={onClose}>Cancel</Button>
                <Button look="primary" type="submit" busy={add.isPending}>
                    Add Relation
                </Button>
            </div>
        </form>
    );
}

/** Add Related Organization: errors stay in place and keep what was chosen. */
export function AddRelationDialog({ org, open, onClose }: { org: string; open: boolean; onClose: () => void }) {
    const nameOf = useOrganizationName();
    return (
        <Dialog open={open} onClose={onClose} title="Add Related Organization" about={`Where ${nameOf(org)} may promote to. The other direction is a relation of its own.`}>
            {open && <AddRelationForm org={org} onClose={onClose} />}
        </Dialog>
    );
}
