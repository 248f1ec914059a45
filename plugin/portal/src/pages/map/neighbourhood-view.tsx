import { ArrowRight } from 'lucide-react';
import { useMemo } from 'react';
import { Link } from 'wouter';
import type { OrganizationMap } from '../../api/types';
import { paths } from '../../app/paths';
import { useUrlState } from '../../app/url-state';
import { TypeBadge } from '../../ui/chips';
import { SearchField } from '../../ui/field';
import { isFound } from '../../ui/words';
import { neighbourhoodOf, type Side } from './neighbourhood';
import { NeighbourList } from './neighbour-list';

/** With fewer neighbours than this, they need no filter. */
const few = 8;

const foundIn = ({ groups }: Side, search: string) =>
    groups
        .map((group) => ({ ...group, neighbours: group.neighbours.filter(({ organization }) => isFound(organization, search)) }))
        .filter(({ neighbours }) => neighbours.length > 0);

/** One organization between those that it receives from and those that it promotes to. */
export function NeighbourhoodView({ map, focus }: { map: OrganizationMap; focus: string }) {
    const [url, setUrl] = useUrlState();
    const { sources, targets } = useMemo(() => neighbourhoodOf(map, focus), [map, focus]);
    const near = url.near ?? '';
    const one = map.organizations.find(({ id }) => id === focus);
    if (!one) return <p className="note">This organization is not on the map: you may not view it. Find another one above.</p>;
    const list = { here: one.name, onFocus: (id: string) => setUrl({ focus: id, to: '', from: '', near: '' }, 'push') };
    return (
        <>
            {sources.count + targets.count > few && (
                <div className="filters">
                    <SearchField
                        label="Filter the neighbours"
                        hideLabel
                        placeholder="Filter the neighbours"
                        value={near}
                        onChange={(text) => setUrl({ near: text })}
                    />
                </div>
            )}
            <div className="neighbourhood">
                <NeighbourList
                    title="Receives from"
                    none="No organization that you may see is mapped to it."
                    side={sources}
                    groups={foundIn(sources, near)}
                    isSource
                    chosen={url.from}
                    onChoose={(id) => setUrl({ focus, from: id, to: '' })}
                    {...list}
                />
                <section className="card here" aria-label="The chosen organization" data-type={one.type ?? 'none'}>
                    <h2 aria-live="polite">
                        <bdi>{one.name}</bdi>
                    </h2>
                    <p>
                        <TypeBadge type={one.type} /> {!one.neo_enabled && <span className="mark-bad">Neo is not enabled</span>}
                    </p>
                    <Link href={paths.mappings(one.id, 'related')} className="go">
                        Its mappings <ArrowRight size={14} aria-hidden />
                    </Link>
                </section>
                <NeighbourList
                    title="Promotes to"
                    none="Mapped to no organization that you may see."
                    side={targets}
                    groups={foundIn(targets, near)}
                    isSource={false}
                    chosen={url.to}
                    onChoose={(id) => setUrl({ focus, to: id, from: '' })}
                    {...list}
                />
            </div>
        </>
    );
}
