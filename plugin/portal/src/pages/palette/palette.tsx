import './palette.css';
import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { Search, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { useLogOut } from '../../app/log-out';
import { LookUpNote, ProblemNote } from '../../ui/failures';
import { useEntries, type Entry, type Group } from './entries';

const Option = ({ entry, onChoose }: { entry: Entry; onChoose: (entry: Entry) => void }) => {
    const { label, about, icon: Icon } = entry;
    return (
        <Autocomplete.Item value={entry} className="option" onClick={() => onChoose(entry)}>
            <Icon size={16} aria-hidden />
            <bdi className="option-text">{label}</bdi>
            {about && <bdi className="quiet palette-about">{about}</bdi>}
        </Autocomplete.Item>
    );
};

/** Leads to whatever is named: organizations, dataflows and versions of the present one, attempts by their id, pages; and what else is done from everywhere. */
export default function Palette({ org, onClose }: { org: string | undefined; onClose: () => void }) {
    const [text, setText] = useState('');
    const [, navigate] = useLocation();
    const leave = useLogOut();
    const { groups, isLooking, hasFailed } = useEntries(org, text, () => leave.start());
    const isGone = useRef(false);
    const choose = ({ id, to }: Entry) => {
        if (typeof to === 'string') {
            isGone.current = true;
            navigate(to);
        } else to();
        // Whether the session is over is told here.
        if (id !== 'log out') onClose();
    };
    // A page that is still loading takes the focus itself.
    const finalFocus = () => !isGone.current || (document.querySelector<HTMLElement>('#main h1') ?? false);
    return (
        <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
            <Dialog.Portal>
                <Dialog.Backdrop className="backdrop" />
                <Dialog.Popup className="dialog palette" finalFocus={finalFocus}>
                    <Dialog.Title className="hidden">Go to</Dialog.Title>
                    <Autocomplete.Root
                        open
                        inline
                        items={groups}
                        mode="none"
                        value={text}
                        onValueChange={(value, { reason }) => reason !== 'item-press' && setText(value)}
                        itemToStringValue={({ label }: Entry) => label}
                        autoHighlight="always"
                        keepHighlight
                    >
                        <div className="popup-search">
                            <Search size={18} aria-hidden />
                            <Autocomplete.Input
                                aria-label="Organization, dataflow, version, promotion or page"
                                placeholder="Organization, dataflow, name v12, id of a promotion, page"
                            />
                            <Dialog.Close className="icon-button" aria-label="Close">
                                <X size={18} aria-hidden />
                            </Dialog.Close>
                        </div>
                        <Autocomplete.List className="options">
                            {(group: Group) => (
                                <Autocomplete.Group key={group.label} items={group.items}>
                                    <Autocomplete.GroupLabel className="palette-label">{group.label}</Autocomplete.GroupLabel>
                                    <Autocomplete.Collection>
                                        {(entry: Entry) => <Option key={entry.id} entry={entry} onChoose={choose} />}
                                    </Autocomplete.Collection>
                                </Autocomplete.Group>
                            )}
                        </Autocomplete.List>
                        <Autocomplete.Status className="popup-note">
                            {isLooking
                                ? 'Looking…'
                                : hasFailed
                                  ? 'Dataflows could not be searched. Change the text to try again.'
                                  : groups.length === 0 && 'Nothing of that name.'}
                        </Autocomplete.Status>
                    </Autocomplete.Root>
                    {leave.isLookingUp && <LookUpNote />}
                    {leave.problem && <ProblemNote problem={leave.problem} />}
                </Dialog.Popup>
            </Dialog.Portal>
        </Dialog.Root>
    );
}
