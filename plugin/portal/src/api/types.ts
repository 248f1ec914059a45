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
export type VersionState = Schemas['VersionState'];
export type Block = Schemas['Block'];
export type Connection = Schemas['Connection'];
export type Trigger = Schemas['Trigger'];
export type Failure = Schemas['Failure'];
export type Warning = Schemas['Warning'];
export type Preflight = Schemas['Preflight'];
export type Changes = Schemas['Changes'];
export type Promotion = Schemas['Promotion'];
export type PromotionStatus = Schemas['PromotionStatus'];
export type PromotionRequest = Schemas['PromotionRequest'];
export type PromotionTarget = Schemas['PromotionTarget'];
export type TargetApplications = Schemas['TargetApplications'];

/** One version of one dataflow. */
export type VersionId = { org: string; dataflow: string; version: number };

/** The dataflow of an attempt, by the name that it had then; by its id where that is unknown. */
export const dataflowNameOf = (one: Promotion) => one.dataflow_name || one.source.dataflow;

/** Whether versions in this state can be promoted. */
export const isPromotable = (state: VersionState) => state === 'approved' || state === 'live';
