import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { organizationMapQuery } from '../../api/queries';
import { Page } from '../../app/page';
import { useUrlState } from '../../app/url-state';
import { Loaded } from '../../ui/loaded';
import { Empty, Loading } from '../../ui/states';
import { SearchField } from '../../ui/field';
import { lazyPart } from '../../ui/lazy-part';
import { arrowOf } from './arrange';
import { Legend } from './legend';
import { MappingTable } from './mapping-table';
import { OrganizationPanel } from './organization-panel';

const Graph = lazyPart(() => import('./graph'));

/** The organizations as a graph, coloured by type; a mapping is an arrow, dashed where it cannot be promoted along. */
export default function MapPage({ org }: { org: string }) {
    const [url, setUrl] = useUrlState();
    const query = useQuery(organizationMapQuery());
    const focus = url.focus ?? org;
    const search = (url.search ?? '').toLowerCase();
    const found =
        search === '' ? [] : (query.data?.organizations ?? []).filter((one) => `${one.name} ${one.id}`.toLowerCase().includes(search));
    return (
        <Page
            wide
            title="Organization map"
            about="Choose an organization to see its mappings, or an arrow to see whether one can promote along it."
        >
            <Loaded read={query} loading="Loading the map" failed="The map could not be loaded">
                {(map) =>
                    map.organizations.length === 0 ? (
                        <Empty title="No organization to show" />
                    ) : (
                        <>
                            <div className="filters">
                                <SearchField
                                    label="Find an organization"
                                    hideLabel
                                    placeholder="Find an organization"
                                    value={url.search ?? ''}
                                    onChange={(text) => setUrl({ search: text })}
                                />
                                <div className="segments" role="group" aria-label="Show mappings as">
                                    <button type="button" aria-pressed={url.view !== 'table'} onClick={() => setUrl({ view: '' })}>
                                        Graph
                                    </button>
                                    <button type="button" aria-pressed={url.view === 'table'} onClick={() => setUrl({ view: 'table' })}>
                                        Table
                                    </button>
                                </div>
                            </div>
                            {found.length > 0 && (
                                <ul className="found" aria-label="Organizations found">
                                    {found.slice(0, 12).map((one) => (
                                        <li key={one.id}>
                                            <button type="button" onClick={() => setUrl({ focus: one.id, to: '' })}>
                                                {one.name}
                                            </button>
                                        </li>
                                    ))}
                                </ul>
                            )}
                            {search !== '' && found.length === 0 && <p className="quiet">No organization of that name.</p>}
                            {url.view !== 'table' && <Legend />}
                            <div className="content-grid map-grid" data-open>
                                {url.view === 'table' ? (
                                    <MappingTable map={map} />
                                ) : (
                                    <Suspense fallback={<Loading label="Loading the graph" />}>
                                        <Graph
                                            map={map}
                                            focus={focus}
                                            arrow={url.to && arrowOf({ source: focus, target: url.to })}
                                            onFocus={(id) => setUrl({ focus: id, to: '' })}
                                            onArrow={({ source, target }) => setUrl({ focus: source, to: target })}
                                        />
                                    </Suspense>
                                )}
                                <OrganizationPanel
                                    map={map}
                                    focus={focus}
                                    chosen={url.to}
                                    onFocus={(id) => setUrl({ focus: id, to: '' })}
                                />
                            </div>
                        </>
                    )
                }
            </Loaded>
        </Page>
    );
}
