import type { UseQueryResult } from '@tanstack/react-query';
import { Info, Lock } from 'lucide-react';
import { asProblem } from '../../api/problem';
import type { TargetApplications } from '../../api/types';
import { Button } from '../../ui/button';
import { ProblemNote } from '../../ui/failures';
import { Picker } from '../../ui/picker';
import { Loading } from '../../ui/states';
import { Step } from './step';

type Props = { query: UseQueryResult<TargetApplications>; application: string | undefined; targetName: string; onChoose: (application: string) => void };

/** A custom application of the target; locked where the trigger already lives, empty with what to do when there is none. */
export function ApplicationStep({ query, application, targetName, onChoose }: Props) {
    const choices = (query.data?.items ?? []).map((one) => ({ id: one.id, label: one.name }));
    const lock = query.data?.locked_to;
    const chosen = choices.find((one) => one.id === application) ?? (application ? { id: application, label: application } : null);
    return (
        <Step title="Target Application" state={application ? 'done' : 'open'}>
            {query.isPending ? (
                <Loading label={`Loading applications of ${targetName}`} />
            ) : query.isError ? (
                <div className="form">
                    <ProblemNote problem={asProblem(query.error)} />
                    <div>
                        <Button onClick={() => void query.refetch()}>Try again</Button>
                    </div>
                </div>
            ) : (
                <>
                    <Picker
                        label="Target Application"
                        hideLabel
                        placeholder={choices.length === 0 && !lock ? 'No custom application' : 'Choose an application'}
                        choices={choices}
                        value={chosen}
                        onChange={(choice) => onChoose(choice?.id ?? '')}
                        empty="No application of that name."
                        disabled={Boolean(lock) || choices.length === 0}
                    />
                    {lock && (
                        <p className="note">
                            <Lock size={16} aria-hidden />
                            <span>{lock.reason}</span>
                        </p>
                    )}
                    {!lock && query.data.message && (
                        <p className="note note-warning" role="status">
                            <Info size={16} aria-hidden />
                            <span>{query.data.message}</span>
                        </p>
                    )}
                </>
            )}
        </Step>
    );
}
