import { Link } from 'wouter';
import { paths } from '../../app/paths';
import { TypeBadge } from '../../ui/chips';
import { PersonName } from '../../ui/person-name';
import { Time } from '../../ui/time';
import type { OrganizationRow } from './rows';

const Count = ({ count, href, label }: { count: number | undefined; href: string; label: string }) =>
    count === undefined ? (
        <span className="quiet">–</span>
    ) : (
        <Link href={href} aria-label={label} className={count === 0 ? 'quiet' : undefined}>
            {count}
        </Link>
    );

export const columns = [
    {
        id: 'name',
        label: 'Organization',
        isSortable: true,
        cell: (one: OrganizationRow) => (
            <>
                <Link href={paths.dataflows(one.id)} className="row-link">
                    <span className="strong">{one.name}</span>
                </Link>
                <span className="sub">{one.id}</span>
            </>
        ),
    },
    { id: 'type', label: 'Type', isSortable: true, cell: (one: OrganizationRow) => <TypeBadge type={one.registration?.type ?? null} /> },
    {
        id: 'registered',
        label: 'Registered',
        isSortable: true,
        cell: ({ registration }: OrganizationRow) =>
            registration ? (
                <>
                    <Time at={registration.registered_at} />
                    <span className="sub">
                        <PersonName id={registration.registered_by} name={registration.registered_by_name} />
                    </span>
                </>
            ) : (
                <span className="quiet">–</span>
            ),
    },
    { id: 'cluster', label: 'Cluster', isSortable: true, cell: (one: OrganizationRow) => <span className="quiet">{one.cluster}</span> },
    {
        id: 'neo',
        label: 'Neo',
        isSortable: true,
        cell: (one: OrganizationRow) => (
            <span className={one.neo_enabled ? 'quiet' : 'mark-bad'}>{one.neo_enabled ? 'Enabled' : 'Not enabled'}</span>
        ),
    },
    {
        id: 'sources',
        label: 'Sources in',
        isSortable: true,
        cell: (one: OrganizationRow) => (
            <Count count={one.sources} href={paths.map(one.id)} label={`${one.sources} sources promote to ${one.name}`} />
        ),
    },
    {
        id: 'targets',
        label: 'Targets out',
        isSortable: true,
        cell: (one: OrganizationRow) => (
            <Count
                count={one.targets}
                href={paths.mappings(one.id, 'related')}
                label={`${one.name} is related to ${one.targets} targets`}
            />
        ),
    },
];
