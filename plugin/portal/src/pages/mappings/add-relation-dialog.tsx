import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useRef, useState, type SubmitEvent } from 'react';
import { Link } from 'wouter';
import { mappingsQuery, organizationQuery, organizationsQuery } from '../../api/queries';
import { targetNameOf, type Mapping, type Organization, type Relation } from '../../api/types';
import { useMe, useOrganizationName } from '../../app/me';
import { paths } from '../../app/paths';
import { useChange } from '../../app/use-change';
import { Button } from '../../ui/button';
import { TypeBadge } from '../../ui/chips';
import { Dialog } from '../../ui/dialog';
import { LookUpNote, ProblemNote, WarningList } from '../../ui/failures';
import { Select } from '../../ui/field';
import { Picker, type Choice } from '../../ui/picker';
import { relations } from './mapping-row';
import { refreshMappings } from './refresh';
import { addRelation, lookUpRelation, type Wish } from './relation';

/** Errors that are about the target that was chosen stand at its field, all others at the end of the form. */
const aboutTarget = new Set([
    'target_not_registered',
    'target_neo_not_enabled',
    'mapping_exists',
    'mapping_to_self',
    'organization_unknown',
]);

/** Why the server would refuse it, as far as that is known beforehand. */
function denialOf(one: Organization, isRelated: boolean): string | undefined {
    if (!one.neo_enabled) return 'Neo is not enabled on it: ask the administrator of your platform.';
    if (!one.registration) return 'Not registered: register it on its own Org Mapping page first.';
    return isRelated ? 'Is related already.' : undefined;
}

const choiceOf = (one: Organization, isRelated: boolean): Choice => ({
    id: one.id,
    label: one.name,
    denied: denialOf(one, isRelated),
    mark: one.neo_enabled ? (
        <TypeBadge type={one.registration?.type ?? null} />
    ) : (
        <span className="badge" data-type="none">
            Neo not enabled
        </span>
    ),
});

/** What came of it. Its buttons are not where the one that was pressed is, and the focus is on what they are about. */
function Added({ mapping, onAnother, onClose }: { mapping: Mapping; onAnother: () => void; onClose: () => void }) {
    const message = useRef<HTMLParagraphElement>(null);
    useEffect(() => message.current?.focus(), []);
    return (
        <div className="form">
            <p className="note note-good" role="status" ref={message} tabIndex={-1}>
                {targetNameOf(mapping)} is related now.
            </p>
            {mapping.warnings.length > 0 && <WarningList warnings={mapping.warnings} />}
            <div className="form-start">
                <Button look="primary" onClick={onClose}>
                    Done
                </Button>
                <Button onClick={onAnother}>Add another</Button>
            </div>
        </div>
    );
}

function AddRelationForm({ org, onClose }: { org: string; onClose: () => void }) {
    const client = useQueryClient();
    const [search, setSearch] = useState('');
    const [target, setTarget] = useState<Choice | null>(null);
    const [relation, setRelation] = useState<Relation | ''>('');
    const [asked, setAsked] = useState(false);
    // The field's own text is no search once something is chosen, else opening the list again would show that one only.
    const list = useInfiniteQuery(organizationsQuery(useDeferredValue(search === target?.label ? '' : search)));
    const pages = useInfiniteQuery(mappingsQuery(org)).data?.pages ?? [];
    const isRelated = (id: string) => pages.some(({ items }) => items.some((one) => one.target === id));
    const choices = (list.data?.pages[0]?.items ?? []).filter((one) => one.id !== org).map((one) => choiceOf(one, isRelated(one.id)));
    const me = useMe().user.id;
    /** By the list below the dialog; where that is not whole, anything may have been. */
    const wasThere = (id: string) => pages.at(-1)?.next_cursor !== null || isRelated(id);
    const add = useChange({
        change: (wish: Wish) => addRelation(wish, wasThere(wish.target), me),
        lookUp: lookUpRelation,
        onSettled: () => refreshMappings(client),
    });
    const { problem } = add;
    const submit = (event: SubmitEvent) => {
        event.preventDefault();
        setAsked(true);
        if (target && relation !== '') add.start({ org, target: target.id, relation });
    };
    const another = () => {
        add.reset();
        setTarget(null);
        setAsked(false);
    };
    if (add.data) return <Added mapping={add.data} onAnother={another} onClose={onClose} />;
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
                disabled={add.isPending}
                empty={list.isPending ? 'Loading…' : list.isError ? 'The list could not be loaded.' : 'No organization of that name.'}
                error={problem && aboutTarget.has(problem.code) ? problem.message : asked && !target && 'Choose an organization.'}
            />
            <Select
                label="Relation Type"
                placeholder="Choose a relation"
                value={relation}
                options={relations}
                onChange={setRelation}
                disabled={add.isPending}
                hint="Sibling is meant for organizations at the same level; Default is for everything else."
                error={asked && relation === '' && 'Choose a relation type.'}
            />
            {problem && !aboutTarget.has(problem.code) && <ProblemNote problem={problem} />}
            {add.isLookingUp && <LookUpNote />}
            <div className="form-end">
                <Button onClick={onClose}>Cancel</Button>
                <Button look="primary" type="submit" busy={add.isPending}>
                    Add Relation
                </Button>
            </div>
        </form>
    );
}

/** Before an organization is registered nothing can be related from it. */
const RegisterFirst = ({ org, name }: { org: string; name: string }) => (
    <div className="form">
        <p className="note note-warning">{name} is not registered yet, and only registered organizations have relations.</p>
        <Link href={paths.mappings(org)} className="button button-primary">
            Register {name}
        </Link>
    </div>
);

/** Add Related Organization: errors stay in place and keep what was chosen. */
export function AddRelationDialog({ org, open, onClose }: { org: string; open: boolean; onClose: () => void }) {
    const nameOf = useOrganizationName();
    const isUnregistered = useQuery(organizationQuery(org)).data?.registration === null;
    return (
        <Dialog
            open={open}
            onClose={onClose}
            title="Add Related Organization"
            about={`Where ${nameOf(org)} may promote to. The other direction is a relation of its own.`}
        >
            {open && (isUnregistered ? <RegisterFirst org={org} name={nameOf(org)} /> : <AddRelationForm org={org} onClose={onClose} />)}
        </Dialog>
    );
}
