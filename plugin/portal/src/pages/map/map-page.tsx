import './map.css';
import { useQuery } from '@tanstack/react-query';
import { organizationMapQuery } from '../../api/queries';
import type { OrganizationMap } from '../../api/types';
import { Page } from '../../app/page';
import { useUrlState } from '../../app/url-state';
import { SearchField } from '../../ui/field';
import { isFound } from '../../ui/words';
import { Loaded } from '../../ui/loaded';
import { Empty } from '../../ui/states';
import { Legend } from './legend';
import { MappingTable } from './mapping-table';
import { NeighbourhoodView } from './neighbourhood-view';

const mostFound = 12;

/** Leads to the neighbourhood of another organization. */
function Finder({ map }: { map: OrganizationMap }) {
    const [url, setUrl] = useUrlState();
    const search = url.find ?? '';
    const found = search.trim() === '' ? [] : map.organizations.filter((one) => isFound(one, search));
    return (
        <>
            <div className="filters">
                <SearchField
                    label="Find an organization"
                    hideLabel
                    placeholder="Find an organization"
                    value={search}
                    onChange={(text) => setUrl({ find: text })}
                />
            </div>
            {found.length > 0 && (
                <ul className="found" aria-label="Organizations found">
                    {found.slice(0, mostFound).map((one) => (
                        <li key={one.id}>
                            <button type="button" onClick={() => setUrl({ focus: one.id, to: '', from: '', near: '', find: '' }, 'push')}>
                                {one.name}
                            </button>
                        </li>
                    ))}
                </ul>
            )}
            {search.trim() !== '' && found.length === 0 && <p className="quiet">No organization of that name.</p>}
        </>
    );
}

/** The neighbourhood of one organization; and all mappings, counted and listed. */
export default function MapPage({ org }: { org: string }) {
    const [url, setUrl] = useUrlState();
    const query = useQuery(organizationMapQuery());
    const isTable = url.view === 'table';
    return (
        <Page
            wide
            title="Organization map"
            about={
                isTable
                    ? 'Every mapping that you may see, by the types of both ends.'
                    : 'Choose an organization to see its mappings, or an arrow to see whether one can promote along it.'
            }
        >
            <div className="segments map-views" role="group" aria-label="Show">
                <button type="button" aria-pressed={!isTable} onClick={() => setUrl({ view: '' })}>
                    Neighbourhood
                </button>
                <button type="button" aria-pressed={isTable} onClick={() => setUrl({ view: 'table' })}>
                    All mappings
                </button>
            </div>
            <Loaded read={query} loading="Loading the map" failed="The map could not be loaded">
                {(map) =>
                    map.organizations.length === 0 ? (
                        <Empty title="No organization to show" />
                    ) : isTable ? (
                        <MappingTable map={map} />
                    ) : (
                        <>
                            <Finder map={map} />
                            <Legend />
                            <NeighbourhoodView map={map} focus={url.focus ?? org} />
                        </>
                    )
                }
            </Loaded>
        </Page>
    );
}
