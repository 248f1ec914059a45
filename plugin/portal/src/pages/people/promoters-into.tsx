import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { organizationMapQuery, promotersQuery } from '../../api/queries';
import { useMaySeePeople, useOrganizationName } from '../../app/me';
import { NeedsView } from '../../app/needs-view';
import { paths } from '../../app/paths';
import { useUrlState } from '../../app/url-state';
import { Select } from '../../ui/field';
import { Loaded } from '../../ui/loaded';
import { PersonName } from '../../ui/person-name';

/** Those who have Neo Promote on both sides, which promoting needs. */
function Promoters({ source, org }: { source: string; org: string }) {
    const nameOf = useOrganizationName();
    const there = useQuery(promotersQuery(source));
    const here = useQuery(promotersQuery(org));
    return (
        <Loaded read={there} loading="Looking up who may" failed="Who may promote could not be looked up">
            {({ isTold, promoters }) => (
                <Loaded read={here} loading="Looking up who may" failed="Who may promote could not be looked up">
                    {(own) => {
                        const both = promoters.filter(({ user }) => own.promoters.some((one) => one.user === user));
                        if (!isTold)
                            return <p className="quiet">The platform does not say who has which permission in {nameOf(source)}.</p>;
                        if (both.length === 0) return <p className="quiet">Nobody has Neo Promote in both of them.</p>;
                        return (
                            <ul className="people" aria-label={`May promote from ${nameOf(source)}`}>
                                {both.map(({ user, name }) => (
                                    <li key={user}>
                                        <PersonName id={user} name={name} />
                                    </li>
                                ))}
                            </ul>
                        );
                    }}
                </Loaded>
            )}
        </Loaded>
    );
}

function From({ source, org }: { source: string; org: string }) {
    return useMaySeePeople(source) ? (
        <Promoters source={source} org={org} />
    ) : (
        <NeedsView organizations={[source]}>Who may promote from there is not shown.</NeedsView>
    );
}

/** Who may promote into an organization, by where from: along a relation, with Neo Promote on both sides. */
export function PromotersInto({ org }: { org: string }) {
    const [url, setUrl] = useUrlState();
    const nameOf = useOrganizationName();
    const map = useQuery(organizationMapQuery());
    return (
        <section aria-labelledby="into" className="card">
            <h2 id="into">Who may promote into {nameOf(org)}</h2>
            <Loaded read={map} loading="Loading relations" failed="Relations could not be loaded">
                {({ mappings }) => {
                    const sources = mappings
                        .filter(({ target, promotable }) => target === org && promotable)
                        .map(({ source }) => ({ id: source, label: nameOf(source) }))
                        .sort((one, other) => one.label.localeCompare(other.label));
                    const source = (sources.find(({ id }) => id === url.source) ?? sources[0])?.id;
                    if (source === undefined)
                        return (
                            <p className="quiet">
                                Nobody: no relation that you may see leads here. One is added on the page of the organization that is to
                                promote here: <Link href={paths.organizations()}>choose it</Link>.
                            </p>
                        );
                    return (
                        <>
                            <p className="quiet">Whoever has Neo Promote in both organizations, along a relation between them.</p>
                            <div className="filters">
                                <Select label="From" value={source} options={sources} onChange={(next) => setUrl({ source: next })} />
                                <Link href={paths.mappings(source, 'related', { search: org })}>Relations of {nameOf(source)}</Link>
                            </div>
                            <From source={source} org={org} />
                        </>
                    );
                }}
            </Loaded>
        </section>
    );
}
