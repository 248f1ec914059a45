import { useQueryClient } from '@tanstack/react-query';
import { ArrowRight, CircleCheck, CircleSlash, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { targetNameOf, type Mapping, type Relation } from '../../api/types';
import { useMe } from '../../app/me';
import { OrganizationName } from '../../app/names';
import { notify } from '../../app/notice-store';
import { useChange } from '../../app/use-change';
import { Button } from '../../ui/button';
import { relationLabels, TypeBadge } from '../../ui/chips';
import { Dialog } from '../../ui/dialog';
import { LookUpNote, ProblemNote, WarningList } from '../../ui/failures';
import { Select } from '../../ui/field';
import { PersonName } from '../../ui/person-name';
import { Time } from '../../ui/time';
import { ChangeRelationDialog } from './change-relation-dialog';
import { refreshMappings } from './refresh';
import { addRelation, lookUpRelation, lookUpRemoved, removeRelation, setRelation } from './relation';

export const relations = (Object.keys(relationLabels) as Relation[]).map((id) => ({ id, label: relationLabels[id] }));

type RemoveProps = { org: string; mapping: Mapping; open: boolean; onClose: () => void; onRemoved: () => void };

function RemoveDialog({ org, mapping, open, onClose, onRemoved }: RemoveProps) {
    const client = useQueryClient();
    const me = useMe().user.id;
    const gone = { org, target: mapping.target };
    const remove = useChange({
        change: () => removeRelation(gone),
        lookUp: () => lookUpRemoved(gone),
        onSuccess: async () => {
            onClose();
            const wish = { ...gone, relation: mapping.relation };
            notify({
                text: `The relation to ${targetNameOf(mapping)} was removed.`,
                undo: {
                    change: () => addRelation(wish, false, me),
                    lookUp: () => lookUpRelation(wish),
                    onSettled: () => refreshMappings(client),
                    done: `The relation to ${targetNameOf(mapping)} is there again.`,
                },
            });
            await refreshMappings(client);
            onRemoved();
        },
    });
    return (
        <Dialog
            open={open}
            onClose={onClose}
            title={`Remove the relation to ${targetNameOf(mapping)}?`}
            about="Nothing can be promoted there any more, until the relation is added again. What was promoted stays."
            footer={
                <>
                    <Button onClick={onClose}>Keep it</Button>
                    <Button look="danger" busy={remove.isPending} onClick={() => remove.start()}>
                        Remove
                    </Button>
                </>
            }
        >
            {remove.isLookingUp && <LookUpNote />}
            {remove.problem && <ProblemNote problem={remove.problem} />}
        </Dialog>
    );
}

/** One relation: to whom, of what kind, whether it can be promoted along, who made it; changed and removed here. */
export function MappingRow({
    org,
    mapping,
    canChange,
    onRemoved,
}: {
    org: string;
    mapping: Mapping;
    canChange: boolean;
    onRemoved: () => void;
}) {
    const isSeen = mapping.target_name !== null;
    const [removing, setRemoving] = useState(false);
    const [asked, setAsked] = useState<Relation>();
    const client = useQueryClient();
    const wish = (relation: Relation) => ({ org, target: mapping.target, relation });
    const change = useChange({
        change: (relation: Relation) => setRelation(wish(relation)),
        lookUp: (relation) => lookUpRelation(wish(relation)),
        onSettled: () => refreshMappings(client),
    });
    return (
        <li className="mapping">
            <div className="mapping-line">
                <div className="mapping-name">
                    <ArrowRight size={16} aria-hidden />
                    <span className="strong">
                        <OrganizationName id={mapping.target} name={mapping.target_name} />
                    </span>
                    {isSeen && <TypeBadge type={mapping.target_type} />}
                </div>
                {canChange ? (
                    <Select
                        label={`Relation Type of ${targetNameOf(mapping)}`}
                        hideLabel
                        placeholder="Relation"
                        value={asked ?? ((change.isPending && change.variables) || mapping.relation)}
                        options={relations}
                        disabled={change.isPending}
                        onChange={(relation) => relation !== '' && relation !== mapping.relation && setAsked(relation)}
                    />
                ) : (
                    <span>{relationLabels[mapping.relation]}</span>
                )}
                {canChange && (
                    <button
                        type="button"
                        className="icon-button"
                        aria-label={`Remove ${targetNameOf(mapping)}`}
                        title="Remove"
                        onClick={() => setRemoving(true)}
                    >
                        <Trash2 size={18} aria-hidden />
                    </button>
                )}
            </div>
            <p className="mapping-about">
                {!isSeen ? (
                    <span className="quiet">You may not see this organization, nor whether it can be promoted to.</span>
                ) : mapping.promotable ? (
                    <span className="mark-good">
                        <CircleCheck size={14} aria-hidden /> Can be promoted to
                    </span>
                ) : (
                    <span className="mark-bad">
                        <CircleSlash size={14} aria-hidden /> {mapping.reason ?? 'Cannot be promoted to'}
                    </span>
                )}
                <span className="quiet">
                    Added by <PersonName id={mapping.created_by} name={mapping.created_by_name} />, <Time at={mapping.created_at} />
                </span>
            </p>
            {mapping.warnings.length > 0 && <WarningList warnings={mapping.warnings} />}
            {change.isLookingUp && <LookUpNote />}
            {change.problem && <ProblemNote problem={change.problem} />}
            <ChangeRelationDialog
                org={org}
                mapping={mapping}
                relation={asked}
                onConfirm={(relation) => {
                    setAsked(undefined);
                    change.start(relation);
                }}
                onClose={() => setAsked(undefined)}
            />
            <RemoveDialog org={org} mapping={mapping} open={removing} onClose={() => setRemoving(false)} onRemoved={onRemoved} />
        </li>
    );
}
