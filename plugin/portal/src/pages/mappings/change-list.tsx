import { useInfiniteQuery } from '@tanstack/react-query';
import { mappingChangesQuery } from '../../api/queries';
import { useOrganizationName, usePermission } from '../../app/me';
import { NeedsView } from '../../app/needs-view';
import { Button } from '../../ui/button';
import { Loaded } from '../../ui/loaded';
import { PersonName } from '../../ui/person-name';
import { useRows } from '../../ui/rows';
import { Empty } from '../../ui/states';
import { Time } from '../../ui/time';
import { changeText } from './change-text';

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
                                        <PersonName id={change.actor} name={change.actor_name} /> {changeText(change, nameOf)}
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
