import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { Link } from 'wouter';
import { organizationQuery } from '../../api/queries';
import type { OrganizationType, PromotionTarget } from '../../api/types';
import { usePromoteDenial } from '../../app/me';
import { paths } from '../../app/paths';
import { TypeBadge, typeLabels } from '../../ui/chips';
import { Loaded } from '../../ui/loaded';
import { Picker } from '../../ui/picker';
import { Empty } from '../../ui/states';
import { Step } from './step';

type Props = {
    org: string;
    query: UseQueryResult<PromotionTarget[]>;
    target: string;
    targetName: string;
    disabled: boolean;
    onChoose: (target: string) => void;
};

/** Types that nothing is promoted from. */
const ends: OrganizationType[] = ['automation', 'demo', 'prod'];

/** Why there is no target, and what helps against just that. */
function NoTarget({ org }: { org: string }) {
    const { data: organization } = useQuery(organizationQuery(org));
    if (!organization) return null;
    const { name, neo_enabled, registration } = organization;
    if (!neo_enabled)
        return (
            <Empty title={`Neo is not enabled on ${name}`}>
                Ask the administrator of your platform to enable it, then register the organization.
            </Empty>
        );
    if (!registration)
        return (
            <Empty title="Register this organization first" action={<Link href={paths.mappings(org)}>Open Org Mapping</Link>}>
                {name} is not registered: until it is, nothing can be promoted from it.
            </Empty>
        );
    if (ends.includes(registration.type))
        return (
            <Empty title={`Nothing is promoted from ${typeLabels[registration.type]}`}>
                The pipeline ends here. Promote from a Dev, SIT or UAT organization.
            </Empty>
        );
    return (
        <Empty title="There is nowhere to promote to yet" action={<Link href={paths.mappings(org, 'related')}>Open Org Mapping</Link>}>
            Add a relation to an organization of a type that comes next in the pipeline.
        </Empty>
    );
}

/**
 * Only organizations that are mapped from here and of a type that can be promoted to. Those that the person may not promote to are listed after the others,
 * with the reason, and cannot be chosen.
 */
export function TargetStep({ org, query, target, targetName, disabled, onChoose }: Props) {
    const denialOf = usePromoteDenial();
    const choices = (query.data ?? [])
        .map(({ organization, name, type }) => ({
            id: organization,
            label: name ?? organization,
            mark: name !== null && <TypeBadge type={type} />,
            denied: denialOf(organization),
        }))
        .sort((one, other) => Number(one.denied !== undefined) - Number(other.denied !== undefined));
    const listed = choices.find((one) => one.id === target);
    return (
        <Step title="Target Organization" state={target ? 'done' : 'open'}>
            <Loaded read={query} loading="Loading targets" failed="Targets could not be loaded">
                {() =>
                    choices.length === 0 && !target ? (
                        <NoTarget org={org} />
                    ) : (
                        <Picker
                            label="Target Organization"
                            hideLabel
                            placeholder="Choose an organization"
                            choices={choices}
                            value={listed ?? (target ? { id: target, label: targetName } : null)}
                            onChange={(choice) => onChoose(choice?.id ?? '')}
                            empty="No target of that name."
                            hint={
                                target && !listed ? 'This organization is not among the targets any more; see the checks below.' : undefined
                            }
                            disabled={disabled}
                        />
                    )
                }
            </Loaded>
        </Step>
    );
}
