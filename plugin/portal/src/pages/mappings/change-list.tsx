import { useInfiniteQuery } from '@tanstack/react-query';
import { mappingChangesQuery } from '../../api/queries';
import type { MappingChange } from '../../api/types';
import { useOrganizationName, usePermission } from '../../app/me';
import { NeedsView } from '../../app/needs-view';
import { Button } from '../../ui/button';
import { relationLabels, typeLabels } from '../../ui/chips';
import { Loaded } from '../../ui/loaded';
import { PersonName } from '../../ui/person-name';
import { useRows } from '../../ui/rows';
import { Empty } from '../../ui/states';
import { Time } from '../../ui/time';

const words: Record<string, string> = { ...typeLabels, ...relationLabels };
const word = (value: string | null) => (value === null ? 'nothing' : (words[value] ?? value));

function sentence(change: MappingChange, nameOf: (id: string) => string): string {
    const target = change.target === null ? '' : nameOf(change.target);
    switch (change.kind) {
        case 'registered':
            return `registered this organization as ${word(change.after)}`;
        case 'type_changed':
            return `changed the type from ${word(change.before)} to ${word(change.after)}`;
        case 'registration_removed':
            return `took the registration as ${word(change.before)} back`;
        case 'mapping_added':
            return `added the relation to ${target} (${word(change.after)})`;
        case 'relation_changed':
            return `changed the relation to ${target} from ${word(change.before)} to ${word(change.after)}`;
        case 'mapping_removed':
            return `removed the relation to ${target} (${word(change.before)})`;
    }
}

function Changes({ org }: { org: string }) {
    const nameOf = useOrganizationName();
    const list = useInfiniteQuery(mappingChangesQuery(org));
    const { rows } = useRows(list);
    return (
        <Loaded read={list} loading="Loading changes" failed="Changes could not be loaded">
            {() =>
                rows.length === 0 ? (
                    <Empty title="No changes yet">Registrations and relations that are made or changed appear here.</Empty>
                ) : (
                    <>
                        <ol className="changes">
                            {rows.map((change) => (
                                <li key={change.id}>
                                    <span>
                                        <PersonName id={change.actor} name={change.actor_name} /> {sentence(change, nameOf)}
                                    </span>
                                    <span className="quiet">
                                        <Time at={change.at} />
                                    </span>
                                </li>
                            ))}
                        </ol>
                        {list.hasNextPage && (
                            <Button look="quiet" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                                Show older ones
                            </Button>
                        )}
                    </>
                )
            }
        </Loaded>
    );
}

/** Who changed what, newest first. */
export function ChangeList({ org }: { org: string }) {
    const mayView = usePermission(org, 'neo.view');
    return (
        <section aria-labelledby="changes">
            <h2 id="changes">Who changed what</h2>
            {mayView ? <Changes org={org} /> : <NeedsView organizations={[org]}>Changes are not shown.</NeedsView>}
        </section>
    );
}
