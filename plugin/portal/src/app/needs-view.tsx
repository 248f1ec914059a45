import { EyeOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useOrganizationName, usePermission } from './me';

/** Stands for what is told to who may view the organizations only: whose it is, and what is missing. */
export function NeedsView({ organizations, children }: { organizations: string[]; children: ReactNode }) {
    const nameOf = useOrganizationName();
    return (
        <p className="note needs-view">
            <EyeOff size={16} aria-hidden />
            <span>
                {children} You need the Neo view permission in {organizations.map(nameOf).join(' and ')}.
            </span>
        </p>
    );
}

/** Over a list of attempts, to who is told of his own only. */
export const OwnAttempts = ({ org }: { org: string }) =>
    usePermission(org, 'neo.view') ? null : (
        <NeedsView organizations={[org]}>These are your own attempts; those of others are not shown.</NeedsView>
    );
