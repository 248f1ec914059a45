import { useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { Link } from 'wouter';
import { organizationQuery, preflightQuery, promotionRequest } from '../../api/queries';
import type { OrganizationType, Preflight, PromotionTarget, Standing, VersionId } from '../../api/types';
import { usePromoteDenial } from '../../app/me';
import { paths } from '../../app/paths';
import { TypeBadge, typeLabels } from '../../ui/chips';
import { Loaded } from '../../ui/loaded';
import { Picker } from '../../ui/picker';
import { Empty } from '../../ui/states';
import { Step } from './step';

type Props = {
    id: VersionId;
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

/** Of so many targets it is asked what they have. */
const mostLookedAt = 12;

/** Those first that promoting does something for. */
const order: (Standing | undefined)[] = ['behind', 'diverged', 'changed_there', 'new', 'unrelated', undefined, 'current'];

const ago = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
function daysAgo(at: string): string {
    const days = Math.floor((Date.now() - Date.parse(at)) / 86_400_000);
    return Number.isNaN(days) ? '' : ago.format(-days, 'day');
}

/** In a few words: what of this dataflow a target has. */
function hasText(id: VersionId, { standing, base }: Pick<Preflight, 'standing' | 'base'>): string | undefined {
    if (!base) return standing === 'unrelated' ? 'has another dataflow with this trigger' : undefined;
    const isOurs = base.source.organization === id.org && base.source.dataflow === id.dataflow;
    const has = isOurs ? `has your v${base.source.version}` : 'has a version from elsewhere';
    const isChanged = standing === 'changed_there' || standing === 'diverged';
    return `${has}, ${daysAgo(base.finished_at)}${isChanged ? '; changed there since' : ''}`;
}

/** How each target stands towards this version, as far as it is known yet. */
function useStandings(id: VersionId, targets: string[]): Record<string, Preflight | undefined> {
    return useQueries({
        queries: targets.map((target) => preflightQuery(promotionRequest(id, target, undefined))),
        combine: (answers) => Object.fromEntries(answers.map((answer, at) => [targets[at]!, answer.data?.preflight])),
    });
}

/**
 * Only organizations that are mapped from here and of a type that can be promoted to, with what they have, those that are behind first. Those that the person
 * may not promote to are listed after the others, with the reason, and cannot be chosen.
 */
export function TargetStep({ id, query, target, targetName, disabled, onChoose }: Props) {
    const { org } = id;
    const denialOf = usePromoteDenial();
    const open = (query.data ?? []).map(({ organization }) => organization).filter((one) => !denialOf(one));
    const standings = useStandings(id, open.slice(0, mostLookedAt));
    const choices = (query.data ?? [])
        .map(({ organization, name, type }) => ({
            id: organization,
            label: name ?? organization,
            mark: name !== null && <TypeBadge type={type} />,
            denied: denialOf(organization),
            about: standings[organization] && hasText(id, standings[organization]),
            place: order.indexOf(standings[organization]?.standing ?? undefined),
        }))
        .sort((one, other) => Number(one.denied !== undefined) - Number(other.denied !== undefined) || one.place - other.place);
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
