import { useQuery } from '@tanstack/react-query';
import { organizationMapQuery } from '../../api/queries';
import type { Organization, OrganizationType } from '../../api/types';
import { useOrganizationName } from '../../app/me';
import { Button } from '../../ui/button';
import { typeLabels } from '../../ui/chips';
import { Dialog } from '../../ui/dialog';
import { Loaded } from '../../ui/loaded';
import { NameList } from '../../ui/name-list';
import { consequenceLines, consequencesOf } from './consequences';
import type { ReactNode } from 'react';

function ConsequenceList({ organization, type }: { organization: Organization; type: OrganizationType }) {
    const nameOf = useOrganizationName();
    const read = useQuery(organizationMapQuery());
    return (
        <Loaded read={read} loading="Looking up what it changes" failed="What it changes could not be looked up">
            {(map) => {
                const lines = consequenceLines(consequencesOf(map, organization.id, type));
                if (!map.organizations.some((one) => one.id === organization.id))
                    return <p className="note">What it changes is shown to who has the Neo view permission in {organization.name}.</p>;
                return lines.length === 0 ? (
                    <p className="note">No relation that you may see changes by it.</p>
                ) : (
                    <ul className="consequences">
                        {lines.map(({ text, organizations }) => (
                            <li key={text}>
                                <span className="strong">{text}</span>
                                <NameList names={organizations.map(nameOf)} />
                            </li>
                        ))}
                    </ul>
                );
            }}
        </Loaded>
    );
}

type Props = {
    organization: Organization;
    /** What it is to become; undefined: nothing is asked. */
    type: OrganizationType | undefined;
    busy: boolean;
    onConfirm: (type: OrganizationType) => void;
    onClose: () => void;
    /** What came of it so far. */
    children: ReactNode;
};

/** Asks before a registered type is changed, and says what that does to the relations. */
export function ChangeTypeDialog({ organization, type, busy, onConfirm, onClose, children }: Props) {
    const before = organization.registration?.type;
    return (
        <Dialog
            open={type !== undefined}
            onClose={onClose}
            title={type && before ? `Change ${organization.name} from ${typeLabels[before]} to ${typeLabels[type]}?` : 'Change the type?'}
            about="Relations and what was promoted stay as they are; where one can promote along them depends on the types."
            footer={
                <>
                    <Button onClick={onClose}>Keep it</Button>
                    <Button look="primary" busy={busy} onClick={() => type && onConfirm(type)}>
                        {type ? `Change to ${typeLabels[type]}` : 'Change'}
                    </Button>
                </>
            }
        >
            {type && <ConsequenceList organization={organization} type={type} />}
            {children}
        </Dialog>
    );
}
