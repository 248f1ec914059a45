import { useInfiniteQuery, type InfiniteData, type UseInfiniteQueryResult } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { peopleQuery } from '../../api/queries';
import type { Permission, Person, PersonPage } from '../../api/types';
import { useMaySeePeople, useOrganizationName } from '../../app/me';
import { NeedsView } from '../../app/needs-view';
import { Page } from '../../app/page';
import { useUrlState } from '../../app/url-state';
import { SearchField } from '../../ui/field';
import { Loaded } from '../../ui/loaded';
import { PersonName } from '../../ui/person-name';
import { useRows } from '../../ui/rows';
import { Empty } from '../../ui/states';
import { VirtualTable, type Column } from '../../ui/virtual-list';
import { PrintButton } from '../../ui/print-button';
import { PromotersInto } from './promoters-into';

const words: [Permission, string][] = [
    ['neo.view', 'May view'],
    ['neo.edit', 'May edit'],
    ['neo.admin', 'May administer'],
    ['neo.promote', 'May promote'],
];

const columns: Column<Person>[] = [
    { id: 'person', label: 'Person', cell: ({ user, name }) => <PersonName id={user} name={name} /> },
    ...words.map(([permission, label]): Column<Person> => ({
        id: permission,
        label,
        cell: ({ permissions }) =>
            permissions.includes(permission) ? (
                <Check size={18} aria-label="Yes" className="mark-good" />
            ) : (
                <span className="quiet" aria-label="No" role="img">
                    –
                </span>
            ),
    })),
];

type PeopleList = UseInfiniteQueryResult<InfiniteData<PersonPage>>;

function People({ org, list }: { org: string; list: PeopleList }) {
    const [url, setUrl] = useUrlState();
    const nameOf = useOrganizationName();
    const search = url.search ?? '';
    const { rows, ...more } = useRows(list);
    return (
        <Loaded read={list} loading="Loading people" failed="People could not be loaded">
            {({ pages: [first] }) =>
                first!.told ? (
                    <>
                        <PromotersInto org={org} />
                        <section aria-labelledby="permissions">
                            <h2 id="permissions">Permissions</h2>
                            <div className="filters">
                                <SearchField
                                    label="Search people"
                                    hideLabel
                                    placeholder="Search by name or id"
                                    value={search}
                                    onChange={(text) => setUrl({ search: text })}
                                />
                            </div>
                            {rows.length > 0 || more.onNearEnd ? (
                                <VirtualTable
                                    label="People"
                                    kind="people"
                                    columns={columns}
                                    rows={rows}
                                    keyOf={(one) => one.user}
                                    {...more}
                                />
                            ) : (
                                <Empty title={search ? 'No person matches' : `Nobody has a permission in ${nameOf(org)}`}>
                                    {search ? 'Try another part of the name or id.' : 'The administrator of your platform gives them.'}
                                </Empty>
                            )}
                        </section>
                    </>
                ) : (
                    <Empty title="This platform does not say who has which permission">
                        Ask its administrator; everybody sees his own ones where something is off.
                    </Empty>
                )
            }
        </Loaded>
    );
}

/** Who may do what in an organization, and who may promote into it: read only. */
export default function PeoplePage({ org }: { org: string }) {
    const nameOf = useOrganizationName();
    const maySee = useMaySeePeople(org);
    const [url] = useUrlState();
    const list = useInfiniteQuery({ ...peopleQuery(org, url.search ?? ''), enabled: maySee });
    return (
        <Page
            title="People"
            about={`Who may do what in ${nameOf(org)}. Permissions are given by the platform, not here.`}
            actions={maySee && <PrintButton list={list} />}
        >
            {maySee ? <People org={org} list={list} /> : <NeedsView organizations={[org]}>Who may do what is not shown.</NeedsView>}
        </Page>
    );
}
