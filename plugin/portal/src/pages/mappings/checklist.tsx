import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleDashed, CircleHelp } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { isSource } from '../../api/hierarchy';
import { applicationsQuery, organizationMapQuery } from '../../api/queries';
import type { Organization, OrganizationMap } from '../../api/types';
import { useMayWorkIn, usePermission } from '../../app/me';
import { paths } from '../../app/paths';
import { typeLabels } from '../../ui/chips';

/** One thing that an organization needs; undefined: it is not known whether it has it. */
type Item = { id: string; isDone: boolean | undefined; title: string; about: ReactNode };

const icons = {
    true: <CircleCheck size={18} aria-label="Done" className="mark-good" />,
    false: <CircleDashed size={18} aria-label="To do" className="mark-bad" />,
    undefined: <CircleHelp size={18} aria-label="Not known" className="quiet" />,
};

const focusType = () => document.querySelector<HTMLElement>('.current select')?.focus();

function registered({ registration }: Organization, mayAdminister: boolean): Item {
    const about = registration ? (
        `As ${typeLabels[registration.type]}.`
    ) : mayAdminister ? (
        <button type="button" className="link" onClick={focusType}>
            Choose its type
        </button>
    ) : (
        'Someone with the Neo admin permission chooses its type below.'
    );
    return { id: 'registered', isDone: registration !== null, title: 'Registered with a type', about };
}

function related({ id, registration }: Organization, map: OrganizationMap | undefined): Item {
    const item = { id: 'related', title: 'Related to other organizations' };
    if (!map) return { ...item, isDone: undefined, about: 'Not looked up yet.' };
    if (!map.organizations.some((one) => one.id === id))
        return { ...item, isDone: undefined, about: 'Shown to who has the Neo view permission in it.' };
    const all = map.mappings.filter((one) => one.source === id || one.target === id);
    const open = all.filter((one) => one.promotable);
    const targets = open.filter((one) => one.source === id).length;
    if (open.length > 0)
        return {
            ...item,
            isDone: true,
            about: <Link href={paths.map(id)}>{`Promotes to ${targets}, receives from ${open.length - targets}`}</Link>,
        };
    if (all.length > 0)
        return { ...item, isDone: false, about: <Link href={paths.map(id)}>See why none of its relations can be promoted along</Link> };
    if (registration && isSource(registration.type))
        return {
            ...item,
            isDone: false,
            about: <Link href={paths.mappings(id, 'related', { dialog: 'add' })}>Add a relation to where it promotes</Link>,
        };
    return {
        ...item,
        isDone: false,
        about: (
            <>
                A relation is added on the page of the organization that is to promote here:{' '}
                <Link href={paths.organizations()}>choose it</Link>
            </>
        ),
    };
}

/** What an organization needs before something is promoted from it or to it, each with its state and where that is mended. */
export function Checklist({ organization }: { organization: Organization }) {
    const mayWork = useMayWorkIn(organization.id);
    const map = useQuery(organizationMapQuery()).data;
    const applications = useQuery({ ...applicationsQuery(organization.id), enabled: mayWork }).data;
    const mayAdminister = usePermission(organization.id, 'neo.admin');
    const mayPromote = usePermission(organization.id, 'neo.promote');
    const items: Item[] = [
        {
            id: 'neo',
            isDone: organization.neo_enabled,
            title: 'Neo enabled',
            about: organization.neo_enabled ? 'By the platform.' : 'The administrator of your platform enables it.',
        },
        registered(organization, mayAdminister),
        related(organization, map),
        {
            id: 'application',
            isDone: applications && applications.length > 0,
            title: 'An application',
            about: applications?.length
                ? `${applications.map(({ name }) => name).join(', ')}. What arrives here goes into a custom one.`
                : 'What arrives here needs a custom application: create one in the organization.',
        },
        {
            id: 'permission',
            isDone: mayPromote,
            title: 'Your permission to promote',
            about: mayPromote ? 'From it, and to it.' : 'Ask the administrator of your platform for Neo Promote in it.',
        },
    ];
    const done = items.filter(({ isDone }) => isDone).length;
    return (
        <details className="card checklist" open={done < items.length}>
            <summary>
                <h2>Set-up</h2>{' '}
                <span className="quiet">
                    {done} of {items.length} done
                </span>
            </summary>
            <ol>
                {items.map(({ id, isDone, title, about }) => (
                    <li key={id} data-done={isDone}>
                        {icons[`${isDone}`]}
                        <div>
                            <span className="strong">{title}</span>
                            <span className="sub">{about}</span>
                        </div>
                    </li>
                ))}
            </ol>
        </details>
    );
}
