import type { OrganizationType } from './types';

/** Where each type may promote to, as the API's OrganizationType says it; only to tell beforehand what a change would do, the server decides. */
const targetsOf: Record<OrganizationType, OrganizationType[]> = {
    dev: ['dev', 'uat', 'sit'],
    sit: ['sit', 'prod', 'automation'],
    uat: ['uat', 'prod', 'automation'],
    automation: [],
    demo: [],
    prod: [],
};

export const canPromote = (source: OrganizationType, target: OrganizationType) => targetsOf[source].includes(target);

/** Whether organizations of this type have anywhere to promote to. */
export const isSource = (type: OrganizationType) => targetsOf[type].length > 0;
