import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { dataflowNameOf, type Promotion } from '../../api/types';
import { useOrganizationName, usePermission } from '../../app/me';
import { paths } from '../../app/paths';

/** Where an attempt did not succeed: opens the drawer with what was chosen then. */
export function RetryLink({ one, className, children }: { one: Promotion; className: string; children: ReactNode }) {
    const nameOf = useOrganizationName();
    const { organization, dataflow, version } = one.source;
    const mayView = usePermission(organization, 'neo.view');
    if (!mayView || (one.status !== 'failed' && one.status !== 'refused')) return null;
    const chosen = { target: one.target.organization, application: one.target.application ?? undefined };
    return (
        <Link
            className={className}
            aria-label={`Try again to promote ${dataflowNameOf(one)} to ${nameOf(one.target.organization)}`}
            href={paths.promote({ org: organization, dataflow, version }, chosen)}
        >
            {children}
        </Link>
    );
}
