import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { VersionId } from '../api/types';
import { usePermission } from './me';
import { paths } from './paths';

/** Leads to a version where the person may view its organization; elsewhere it is only named. */
export const VersionLink = ({ id, children }: { id: VersionId; children: ReactNode }) =>
    usePermission(id.org, 'neo.view') ? <Link href={paths.version(id)}>{children}</Link> : <>{children}</>;
