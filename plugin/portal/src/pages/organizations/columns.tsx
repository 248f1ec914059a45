import { Link } from 'wouter';
import { paths } from '../../app/paths';
import { statusLabels, TypeBadge } from '../../ui/chips';
import { PersonName } from '../../ui/person-name';
import { Time } from '../../ui/time';
import type { Column } from '../../ui/virtual-list';
import type { OrganizationRow } from './rows';

const Count = ({ count, href, label }: { count: number | undefined; href: string; label: string }) =>
    count === undefined ? (
        <span className="quiet">–</span>
    ) : (
        <Link href={href} aria-label={label} className={count === 0 ? 'quiet' : undefined}>
            {count}
        </Link>
    );

type Selection = { chosen: Set<string>; shown: OrganizationRow[]; onChoose: (chosen: Set<string>) => void };

/** A box before each row, and one over them all. */
export function choiceColumn({ chosen, shown, onChoose }: Selection): Column<OrganizationRow> {
    const areAll = shown.length > 0 && shown.every(({ id }) => chosen.has(id));
    const toggled = (id: string) => {
        const next = new Set(chosen);
        if (!next.delete(id)) next.add(id);
        return next;
    };
    return {
        id: 'chosen',
        label: 'Chosen',
        heading: (
            <input
                type="checkbox"
                aria-label="Choose all that are listed"
                checked={areAll}
                onChange={() => onChoose(areAll ? new Set() : new Set(shown.map(({ id }) => id)))}
            />
        ),
        cell: ({ id, name }) => (
            <input type="checkbox" aria-label={`Choose ${name}`} checked={chosen.has(id)} onChange={() => onChoose(toggled(id))} />
        ),
    };
}

export const columns: Column<OrganizationRow>[] = [
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
            <Count count={one.sources} href={paths.map(one.id)} label={`Sources of ${one.name}: ${one.sources}`} />
        ),
    },
    {
        id: 'targets',
        label: 'Targets out',
        isSortable: true,
        cell: (one: OrganizationRow) => (
            <Count count={one.targets} href={paths.mappings(one.id, 'related')} label={`Targets of ${one.name}: ${one.targets}`} />
        ),
    },
    {
        id: 'applications',
        label: 'Applications',
        isSortable: true,
        cell: ({ id, name, custom_applications: count }: OrganizationRow) =>
            count === 0 ? (
                <span className="mark-bad" title="What arrives here needs a custom application">
                    None
                </span>
            ) : (
                <Count count={count ?? undefined} href={paths.mappings(id)} label={`Custom applications of ${name}: ${count}`} />
            ),
    },
    {
        id: 'last',
        label: 'Last promotion',
        isSortable: true,
        cell: ({ id, last_promotion: last }: OrganizationRow) =>
            last ? (
                <>
                    <Link href={paths.promotion(id, last.id)}>
                        <Time at={last.requested_at} />
                    </Link>
                    <span className="sub">
                        {last.direction === 'in' ? 'Came in' : 'Went out'}
                        {last.status !== 'succeeded' && `, ${statusLabels[last.status].toLowerCase()}`}
                    </span>
                </>
            ) : (
                <span className="quiet">–</span>
            ),
    },
];
