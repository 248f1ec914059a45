import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { PromotionTarget } from '../../api/types';
import { paths } from '../../app/paths';
import { TypeBadge } from '../../ui/chips';
import { Loaded } from '../../ui/loaded';
import { Picker } from '../../ui/picker';
import { Empty } from '../../ui/states';
import { Step } from './step';

type Props = { org: string; query: UseQueryResult<PromotionTarget[]>; target: string; targetName: string; disabled: boolean; onChoose: (target: string) => void };

/** Only organizations that are mapped from here and of a type that can be promoted to. */
export function TargetStep({ org, query, target, targetName, disabled, onChoose }: Props) {
    const choices = (query.data ?? []).map((one) => ({ id: one.organization, label: one.name, mark: <TypeBadge type={one.type} /> }));
    const listed = choices.find((one) => one.id === target);
    return (
        <Step title="Target Organization" state={target ? 'done' : 'open'}>
            <Loaded read={query} loading="Loading targets" failed="Targets could not be loaded">
                {() =>
                    choices.length === 0 && !target ? (
                        <Empty title="There is nowhere to promote to yet" action={<Link href={paths.mappings(org, 'related')}>Open Org Mapping</Link>}>
                            Add a relation to an organization of a type that comes next in the pipeline.
                        </Empty>
                    ) : (
                        <Picker
                            label="Target Organization"
                            hideLabel
                            placeholder="Choose an organization"
                            choices={choices}
                            value={listed ?? (target ? { id: target, label: targetName } : null)}
                            onChange={(choice) => onChoose(choice?.id ?? '')}
                            empty="No target of that name."
                            hint={target && !listed ? 'This organization is not among the targets any more; see the checks below.' : undefined}
                            disabled={disabled}
                        />
                    )
                }
            </Loaded>
        </Step>
    );
}
