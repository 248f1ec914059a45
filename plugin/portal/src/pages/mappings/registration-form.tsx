import { useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { api, dataOf } from '../../api/client';
import { organizationQuery } from '../../api/queries';
import type { Organization, OrganizationType } from '../../api/types';
import { usePermission } from '../../app/me';
import { notify } from '../../app/notice-store';
import { useChange } from '../../app/use-change';
import { Button } from '../../ui/button';
import { organizationTypes, typeLabels } from '../../ui/chips';
import { LookUpNote, ProblemNote, WarningList } from '../../ui/failures';
import { Select } from '../../ui/field';
import { PersonName } from '../../ui/person-name';
import { Time } from '../../ui/time';
import { ChangeTypeDialog } from './change-type-dialog';
import { refreshMappings } from './refresh';
import { TakeBackRegistration } from './take-back';

const registerAs = (org: string, type: OrganizationType) =>
    dataOf(api.PUT('/organizations/{org}/registration', { params: { path: { org } }, body: { type } }));

/** The registration where it is as wanted by now. */
async function lookUpRegistered(org: string, type: OrganizationType) {
    const { registration, ...organization } = await dataOf(api.GET('/organizations/{org}', { params: { path: { org } } }));
    return registration?.type === type ? { ...organization, registration, warnings: [] } : undefined;
}

function useRegister({ id: org, registration }: Organization, onRegistered: () => void) {
    const client = useQueryClient();
    const refresh = () => refreshMappings(client);
    return useChange({
        change: (type: OrganizationType) => registerAs(org, type),
        lookUp: (type) => lookUpRegistered(org, type),
        onSuccess: ({ warnings: _, ...organization }) => {
            client.setQueryData(organizationQuery(org).queryKey, organization);
            onRegistered();
            if (!registration) return;
            const before = registration.type;
            notify({
                text: `${organization.name} is ${typeLabels[organization.registration.type]} now.`,
                undo: {
                    change: () => registerAs(org, before),
                    lookUp: () => lookUpRegistered(org, before),
                    onSettled: refresh,
                    done: `${organization.name} is ${typeLabels[before]} again.`,
                },
            });
        },
        onSettled: refresh,
    });
}

/** Registers the organization with a type, or changes it; what the server refuses is told at the field. */
export function RegistrationForm({ organization }: { organization: Organization }) {
    const { registration } = organization;
    const [chosen, setChosen] = useState<OrganizationType | ''>();
    const type = chosen ?? registration?.type ?? '';
    const [missing, setMissing] = useState(false);
    const [asking, setAsking] = useState(false);
    const mayAdminister = usePermission(organization.id, 'neo.admin');
    const register = useRegister(organization, () => {
        setChosen(undefined);
        setAsking(false);
    });
    const submit = (event: SubmitEvent) => {
        event.preventDefault();
        setMissing(type === '');
        if (type === '') return;
        if (registration) setAsking(true);
        else register.start(type);
    };
    return (
        <section className="card current" aria-labelledby="registration">
            <h2 id="registration">
                {registration
                    ? `${organization.name} is registered as ${typeLabels[registration.type]}`
                    : `${organization.name} is not registered yet`}
            </h2>
            <p className="quiet">
                {registration ? (
                    <>
                        Since <Time at={registration.registered_at} />, by{' '}
                        <PersonName id={registration.registered_by} name={registration.registered_by_name} />.
                    </>
                ) : (
                    'Until it is registered, nothing can be promoted from it or to it, and it cannot be mapped.'
                )}
            </p>
            {!organization.neo_enabled && (
                <p className="note note-warning">
                    Neo is not enabled on this organization. Ask the administrator of your platform to enable it, then register.
                </p>
            )}
            {register.isLookingUp && !asking && <LookUpNote />}
            {register.data && register.data.warnings.length > 0 && <WarningList warnings={register.data.warnings} />}
            {mayAdminister ? (
                <form onSubmit={submit} className="form form-row">
                    <Select
                        label="Organization Type"
                        placeholder="Choose a type"
                        value={type}
                        options={organizationTypes.map((id) => ({ id, label: typeLabels[id] }))}
                        disabled={register.isPending}
                        onChange={(next) => {
                            setChosen(next);
                            register.reset();
                        }}
                        error={
                            missing && type === ''
                                ? 'Choose the type of this organization.'
                                : asking
                                  ? undefined
                                  : register.problem?.message
                        }
                    />
                    <Button
                        look="primary"
                        type="submit"
                        busy={register.isPending}
                        disabled={registration !== null && type === registration.type}
                    >
                        {registration ? 'Change type' : 'Register Organization Mapping'}
                    </Button>
                    {registration && <TakeBackRegistration organization={organization} />}
                    <ChangeTypeDialog
                        organization={organization}
                        type={asking && type !== '' ? type : undefined}
                        busy={register.isPending}
                        onConfirm={register.start}
                        onClose={() => setAsking(false)}
                    >
                        {register.isLookingUp && <LookUpNote />}
                        {register.problem && <ProblemNote problem={register.problem} />}
                    </ChangeTypeDialog>
                </form>
            ) : (
                <p className="note">You need the Neo admin permission in {organization.name} to register it or to change its type.</p>
            )}
        </section>
    );
}
