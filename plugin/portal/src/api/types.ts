import type { components } from './schema';

type Schemas = components['schemas'];

export type Me = Schemas['Me'];
export type Organization = Schemas['Organization'];
export type OrganizationType = Schemas['OrganizationType'];
export type OrganizationMap = Schemas['OrganizationMap'];
export type Relation = Schemas['Relation'];
export type Mapping = Schemas['Mapping'];
export type MappingChange = Schemas['MappingChange'];
export type Dataflow = Schemas['Dataflow'];
export type Version = Schemas['Version'];
export type Recall = Schemas['Recall'];
export type RecallChange = Schemas['RecallChange'];
export type RecallHistory = Schemas['RecallHistory'];
export type VersionState = Schemas['VersionState'];
export type Block = Schemas['Block'];
export type Connection = Schemas['Connection'];
export type Trigger = Schemas['Trigger'];
export type Failure = Schemas['Failure'];
export type Warning = Schemas['Warning'];
export type Preflight = Schemas['Preflight'];
export type Custody = Schemas['Custody'];
export type Spread = Schemas['Spread'];
export type Board = Schemas['Board'];
export type Changes = Schemas['Changes'];
export type Promotion = Schemas['Promotion'];
export type PromotionPage = Schemas['PromotionPage'];
export type PromotionCounts = Schemas['PromotionCounts'];
export type PromotionStatus = Schemas['PromotionStatus'];
export type PromotionRequest = Schemas['PromotionRequest'];
export type PromisedPromotion = Schemas['PromisedPromotion'];
export type Finding = Schemas['Finding'];
export type Standing = Schemas['Standing'];
export type PersonPage = Schemas['PermissionHolderPage'];
export type Person = PersonPage['items'][number];
export type Permission = Schemas['Permission'];
export type PromotionTarget = Schemas['PromotionTarget'];
export type TargetApplications = Schemas['TargetApplications'];

/** One version of one dataflow. */
export type VersionId = { org: string; dataflow: string; version: number };

/** The dataflow of an attempt, by the name that it had then; by its id where that is unknown. */
export const dataflowNameOf = (one: Promotion) => one.dataflow_name || one.source.dataflow || 'A dataflow that is not shown';

/** The version that an attempt was about; undefined where the person may not see it, or it was never there. */
export function sourceOf({ source: { organization, dataflow, version } }: Promotion): VersionId | undefined {
    return organization !== null && dataflow !== null && version !== null ? { org: organization, dataflow, version } : undefined;
}

/** The target of a mapping by its name; by its id where the person may not see it. */
export const targetNameOf = (one: Mapping) => one.target_name ?? one.target;

/** Whether versions in this state can be promoted. */
export const isPromotable = (state: VersionState) => state === 'approved' || state === 'live';
