import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, dataOf } from '../../api/client';
import { Problem } from '../../api/problem';
import type { Organization } from '../../api/types';
import { useChange } from '../../app/use-change';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { LookUpNote, ProblemNote } from '../../ui/failures';
import { refreshMappings } from './refresh';

/** Takes back a registration that was made by mistake. */
async function removeRegistration(org: string) {
    await dataOf(api.DELETE('/organizations/{org}/registration', { params: { path: { org } } })).catch((error: unknown) => {
        if (!(error instanceof Problem && error.code === 'registration_unknown')) throw error;
    });
    return true;
}

async function lookUpRemoved(org: string) {
    const organization = await dataOf(api.GET('/organizations/{org}', { params: { path: { org } } }));
    return organization.registration ? undefined : true;
}

/** The button, and the question what it means first. */
export function TakeBackRegistration({ organization }: { organization: Organization }) {
    const [asking, setAsking] = useState(false);
    const client = useQueryClient();
    const close = () => setAsking(false);
    const remove = useChange({
        change: () => removeRegistration(organization.id),
        lookUp: () => lookUpRemoved(organization.id),
        onSuccess: async () => {
            close();
            await refreshMappings(client);
        },
    });
    return (
        <>
            <Button look="quiet" onClick={() => setAsking(true)}>
                Take the registration back
            </Button>
            <Dialog
                open={asking}
                onClose={close}
                title={`Take the registration of ${organization.name} back?`}
                about="Nothing can be promoted from it or to it any more, until it is registered again. Its relations and the history stay."
                footer={
                    <>
                        <Button onClick={close}>Keep it</Button>
                        <Button look="danger" busy={remove.isPending} onClick={() => remove.start()}>
                            Take it back
                        </Button>
                    </>
                }
            >
                {remove.isLookingUp && <LookUpNote />}
                {remove.problem && <ProblemNote problem={remove.problem} />}
            </Dialog>
        </>
    );
}
