import type { UseQueryResult } from '@tanstack/react-query';
import { Info, Lock } from 'lucide-react';
import type { TargetApplications } from '../../api/types';
import { Loaded } from '../../ui/loaded';
import { Picker } from '../../ui/picker';
import { Step } from './step';

type Props = {
    query: UseQueryResult<TargetApplications>;
    application: string | undefined;
    targetName: string;
    disabled: boolean;
    onChoose: (application: string) => void;
};

/** A custom application of the target; locked where the trigger already lives, empty with what to do when there is none. */
export function ApplicationStep({ query, application, targetName, disabled, onChoose }: Props) {
    const choices = (query.data?.items ?? []).map((one) => ({ id: one.id, label: one.name }));
    const lock = query.data?.locked_to;
    const chosen = choices.find((one) => one.id === application) ?? (application ? { id: application, label: application } : null);
    return (
        <Step title="Target Application" state={application ? 'done' : 'open'}>
            <Loaded read={query} loading={`Loading applications of ${targetName}`} failed="Applications could not be loaded">
                {({ message }) => (
                    <>
                        <Picker
                            label="Target Application"
                            hideLabel
                            placeholder={choices.length === 0 && !lock ? 'No custom application' : 'Choose an application'}
                            choices={choices}
                            value={chosen}
                            onChange={(choice) => onChoose(choice?.id ?? '')}
                            empty="No application of that name."
                            disabled={disabled || Boolean(lock) || choices.length === 0}
                        />
                        {lock && (
                            <p className="note">
                                <Lock size={16} aria-hidden />
                                <span>{lock.reason}</span>
                            </p>
                        )}
                        {!lock && message && (
                            <p className="note note-warning" role="status">
                                <Info size={16} aria-hidden />
                                <span>{message}</span>
                            </p>
                        )}
                    </>
                )}
            </Loaded>
        </Step>
    );
}
