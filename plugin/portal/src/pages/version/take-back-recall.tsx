import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { VersionId } from '../../api/types';
import { focusHeading } from '../../app/page';
import { useChange } from '../../app/use-change';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { LookUpNote, ProblemNote } from '../../ui/failures';
import { lookUpTakenBack, refreshRecall, takeBack } from './recall';

/** The button, and the question what it means first. */
export function TakeBackRecall({ id }: { id: VersionId }) {
    const [asking, setAsking] = useState(false);
    const client = useQueryClient();
    const close = () => setAsking(false);
    const change = useChange({
        change: () => takeBack(id),
        lookUp: () => lookUpTakenBack(id),
        onSuccess: async () => {
            close();
            await refreshRecall(client, id);
            focusHeading();
        },
    });
    return (
        <>
            <Button onClick={() => setAsking(true)}>Take back</Button>
            <Dialog
                open={asking}
                onClose={close}
                title={`Take the recall of version ${id.version} back?`}
                about="It can be promoted again, as its state allows. That it was recalled stays on record."
                footer={
                    <>
                        <Button onClick={close}>Keep it recalled</Button>
                        <Button look="danger" busy={change.isPending} onClick={() => change.start()}>
                            Take it back
                        </Button>
                    </>
                }
            >
                {change.isLookingUp && <LookUpNote />}
                {change.problem && <ProblemNote problem={change.problem} />}
            </Dialog>
        </>
    );
}
