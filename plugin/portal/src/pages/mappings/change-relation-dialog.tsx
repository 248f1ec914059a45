import { useQuery } from '@tanstack/react-query';
import { organizationQuery } from '../../api/queries';
import { targetNameOf, type Mapping, type Relation } from '../../api/types';
import { useOrganizationName } from '../../app/me';
import { Button } from '../../ui/button';
import { relationLabels, typeLabels } from '../../ui/chips';
import { Dialog } from '../../ui/dialog';
import { WarningList } from '../../ui/failures';

type Props = {
    org: string;
    mapping: Mapping;
    relation: Relation | undefined;
    onConfirm: (relation: Relation) => void;
    onClose: () => void;
};

/** What of the relation's warnings is there after the change. */
function Change({ org, mapping, relation }: { org: string; mapping: Mapping; relation: Relation }) {
    const nameOf = useOrganizationName();
    const type = useQuery(organizationQuery(org)).data?.registration?.type;
    const target = mapping.target_type;
    const areApart = type !== undefined && target !== null && type !== target;
    if (areApart && relation === 'sibling')
        return (
            <WarningList
                warnings={[
                    {
                        code: 'sibling_types_differ',
                        message: `Sibling is meant for organizations at the same level: ${nameOf(org)} is ${typeLabels[type]}, ${targetNameOf(mapping)} is ${typeLabels[target]}. A warning will stand beside it.`,
                    },
                ]}
            />
        );
    return mapping.warnings.some((one) => one.code === 'sibling_types_differ') ? (
        <p className="note">The warning that the two are of different types goes away.</p>
    ) : null;
}

/** Asks before a relation becomes one of the other type. */
export function ChangeRelationDialog({ org, mapping, relation, onConfirm, onClose }: Props) {
    const label = relation ? relationLabels[relation] : '';
    return (
        <Dialog
            open={relation !== undefined}
            onClose={onClose}
            title={`Change the relation to ${targetNameOf(mapping)} to ${label}?`}
            about="It says how the two stand to each other. What can be promoted along it does not change."
            footer={
                <>
                    <Button onClick={onClose}>Keep it</Button>
                    <Button look="primary" onClick={() => relation && onConfirm(relation)}>
                        Change to {label}
                    </Button>
                </>
            }
        >
            {relation && <Change org={org} mapping={mapping} relation={relation} />}
        </Dialog>
    );
}
