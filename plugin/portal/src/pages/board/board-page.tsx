import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { boardQuery } from '../../api/queries';
import { ApplicationFilter } from '../../app/application-filter';
import { useOrganizationName, usePromoteDenial } from '../../app/me';
import { Page } from '../../app/page';
import { useUrlState } from '../../app/url-state';
import { Button } from '../../ui/button';
import { Checkbox, ClearButton, SearchField } from '../../ui/field';
import { Loaded } from '../../ui/loaded';
import { useRows } from '../../ui/rows';
import { Empty, Loading } from '../../ui/states';
import { BoardGrid } from './board-grid';
import { chosenIn, chosenText, toggled, type Chosen } from './chosen';
import { ChosenBar } from './chosen-bar';
import './board.css';

/** The dataflows of an organization against the types of those that they went to. */
export default function BoardPage({ org }: { org: string }) {
    const [url, setUrl] = useUrlState();
    const nameOf = useOrganizationName();
    const behind = url.behind === 'only';
    const list = useInfiniteQuery(
        boardQuery(org, { search: url.search || undefined, application: url.application || undefined, behind: behind || undefined }),
    );
    const { rows, onNearEnd, loadingMore } = useRows(list);
    const denied = usePromoteDenial()(org);
    const chosen = denied === undefined ? chosenIn(url.chosen) : [];
    const choose = (all: Chosen[]) => setUrl({ chosen: chosenText(all) });
    const isFiltered = behind || Boolean(url.search) || Boolean(url.application);
    // Of those that are behind a page may hold none while there are more.
    const isSought = rows.length === 0 && onNearEnd !== undefined;
    useEffect(() => {
        if (isSought && !loadingMore) onNearEnd();
    }, [isSought, loadingMore, onNearEnd]);
    return (
        <Page wide title="Board" about={`Dataflows of ${nameOf(org)}, and how the organizations stand that they went to.`}>
            <div className="filters">
                <SearchField
                    label="Search dataflows"
                    hideLabel
                    placeholder="Search by name or id"
                    value={url.search ?? ''}
                    onChange={(search) => setUrl({ search })}
                />
                <ApplicationFilter org={org} application={url.application ?? ''} onChange={(application) => setUrl({ application })} />
                <Checkbox label="Behind only" checked={behind} onChange={(only) => setUrl({ behind: only ? 'only' : '' })} />
                {isFiltered && <ClearButton label="Clear filters" onClick={() => setUrl({ search: '', application: '', behind: '' })} />}
            </div>
            <Loaded read={list} loading="Loading the board" failed="The board could not be loaded">
                {() =>
                    rows.length > 0 ? (
                        <>
                            <BoardGrid
                                org={org}
                                rows={rows}
                                chosen={chosen}
                                onChoose={denied === undefined ? (one) => choose(toggled(chosen, one)) : undefined}
                            />
                            {onNearEnd && (
                                <Button look="quiet" busy={loadingMore} onClick={onNearEnd}>
                                    Show more
                                </Button>
                            )}
                            {denied === undefined ? (
                                <ChosenBar org={org} chosen={chosen} onClear={() => choose([])} />
                            ) : (
                                <p className="quiet">{denied}</p>
                            )}
                        </>
                    ) : isSought ? (
                        <Loading label="Looking for those that are behind" />
                    ) : isFiltered ? (
                        <Empty title="No dataflow matches">Change the search, or clear the filters.</Empty>
                    ) : (
                        <Empty title="No dataflows yet">Dataflows that are made in {nameOf(org)} appear here.</Empty>
                    )
                }
            </Loaded>
        </Page>
    );
}
