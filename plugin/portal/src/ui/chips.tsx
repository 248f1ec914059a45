import type { OrganizationType, PromotionStatus, Relation, Standing, VersionState } from '../api/types';

export const typeLabels: Record<OrganizationType, string> = {
    dev: 'Dev',
    sit: 'SIT',
    uat: 'UAT',
    automation: 'Automation',
    demo: 'Demo',
    prod: 'Prod',
};
export const organizationTypes = Object.keys(typeLabels) as OrganizationType[];

export const stateLabels: Record<VersionState, string> = {
    draft: 'Draft',
    awaiting_approval: 'Awaiting approval',
    approved: 'Approved',
    rejected: 'Rejected',
    live: 'Live',
};
export const versionStates = Object.keys(stateLabels) as VersionState[];

export const statusLabels: Record<PromotionStatus, string> = {
    succeeded: 'Succeeded',
    in_progress: 'In progress',
    failed: 'Failed',
    refused: 'Refused',
};

export const standingLabels: Record<Standing, string> = {
    new: 'New there',
    unrelated: 'Not promoted before',
    current: 'Up to date',
    behind: 'Behind',
    changed_there: 'Changed there',
    diverged: 'Changed on both sides',
};

export const relationLabels: Record<Relation, string> = { default: 'Default', sibling: 'Sibling' };

export const TypeBadge = ({ type }: { type: OrganizationType | null }) => (
    <span className="badge" data-type={type ?? 'none'}>
        {type ? typeLabels[type] : 'Not registered'}
    </span>
);

export const StateChip = ({ state, prefix }: { state: VersionState; prefix?: string }) => (
    <span className="chip" data-state={state}>
        {prefix && <b>{prefix}</b>}
        {stateLabels[state]}
    </span>
);

/** Beside the state of a version that goes nowhere further. */
export const RecalledMark = () => (
    <span className="chip" data-recalled>
        Recalled
    </span>
);

export const StatusChip = ({ status }: { status: PromotionStatus }) => (
    <span className="chip" data-status={status}>
        {statusLabels[status]}
    </span>
);

export const StandingChip = ({ standing }: { standing: Standing }) => (
    <span className="chip" data-standing={standing}>
        {standingLabels[standing]}
    </span>
);

export const TriggerText = ({ trigger }: { trigger: { url: string; method: string } }) => (
    <span className="trigger">
        <b>{trigger.method}</b> <code>{trigger.url}</code>
    </span>
);
