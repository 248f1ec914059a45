import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { dataflowNameOf, sourceOf, type Promotion } from '../../api/types';
import { useOrganizationName, usePermission } from '../../app/me';
import { paths } from '../../app/paths';

/** What stands in the way of this version for good. */
const forGood = new Set(['already_promoted', 'same_organization', 'library_blocks_present', 'version_unknown']);

const canSucceed = ({ status, failures }: Promotion) =>
    (status === 'failed' || status === 'refused') && !failures.some(({ code }) => forGood.has(code));

/** Where an attempt did not succeed and another may: opens the drawer with what was chosen then, for whoever may promote from there. */
export function RetryLink({ one, className, children }: { one: Promotion; className: string; children: ReactNode }) {
    const nameOf = useOrganizationName();
    const source = sourceOf(one);
    const mayPromote = usePermission(one.source.organization, 'neo.promote');
    if (!source || !mayPromote || !canSucceed(one)) return null;
    const chosen = { target: one.target.organization ?? undefined, application: one.target.application ?? undefined };
    return (
        <Link
            className={className}
            aria-label={`Try again to promote ${dataflowNameOf(one)} to ${nameOf(one.target.organization)}`}
            href={paths.promote(source, chosen)}
        >
            {children}
        </Link>
    );
}
