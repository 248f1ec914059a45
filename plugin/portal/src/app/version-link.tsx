import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { VersionId } from '../api/types';
import { useMayWorkIn } from './me';
import { paths } from './paths';

type Props = { id: VersionId; className?: string; children: ReactNode };

/** Leads to a version where the person may see what its organization has; elsewhere it is only named. */
export const VersionLink = ({ id, className, children }: Props) =>
    useMayWorkIn(id.org) ? (
        <Link href={paths.version(id)} className={className}>
            {children}
        </Link>
    ) : (
        <>{children}</>
    );
