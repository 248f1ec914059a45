import { useInfiniteQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import { promotionsQuery } from '../../api/queries';
import { untilBack } from '../../api/query-client';
import type { PromotionStatus } from '../../api/types';
import { DataflowChooser, OrganizationChooser } from '../../app/choosers';
import { useMe, useOrganizationName, usePermission } from '../../app/me';
import { OwnAttempts } from '../../app/needs-view';
import { Page } from '../../app/page';
import { paths, searchOf } from '../../app/paths';
import { useUrlState } from '../../app/url-state';
import { useChange } from '../../app/use-change';
import { Button } from '../../ui/button';
import { statusLabels } from '../../ui/chips';
import { ProblemNote } from '../../ui/failures';
import { ClearButton, SearchField, Select, TextField } from '../../ui/field';
import { Loaded } from '../../ui/loaded';
import { useRows } from '../../ui/rows';
import { Empty } from '../../ui/states';
import { allPromotions, csvOf, saveFile } from './csv';
import { filterOf } from './filter';
import { PromotionTable } from './promotion-table';

const roles = [
    { id: 'source' as const, label: 'From here' },
    { id: 'target' as const, label: 'To here' },
];

function StatusTabs({ org, url }: { org: string; url: Record<string, string | undefined> }) {
    const entries: [PromotionStatus | '', string][] = [['', 'All'], ...(Object.entries(statusLabels) as [PromotionStatus, string][])];
    return (
        <nav aria-label="Status" className="segments">
            {entries.map(([status, label]) => (
                <Link
                    key={status}
                    href={paths.history(org) + searchOf({ ...url, status })}
                    aria-current={(url.status ?? '') === status ? 'true' : undefined}
                    data-status={status || undefined}
                >
                    {label}
                </Link>
            ))}
        </nav>
    );
}

function Export({ org, filter }: { org: string; filter: ReturnType<typeof filterOf> }) {
    const [count, setCount] = useState(0);
    const run = useChange({
        change: () => {
            setCount(0);
            return allPromotions(filter, setCount);
        },
        onSuccess: (rows) => saveFile(`promotions-${org}.csv`, csvOf(rows)),
    });
    return (
        <div className="export">
            <Button icon={<Download size={16} aria-hidden />} busy={run.isPending} onClick={() => run.start()}>
                {run.isPending ? `Exporting ${count}` : 'Export CSV'}
            </Button>
            {run.problem && <ProblemNote problem={run.problem} />}
        </div>
    );
}

/** What was promoted from and to this organization, what failed, and what was refused. */
export default function HistoryPage({ org }: { org: string }) {
    const [url, setUrl] = useUrlState();
    const nameOf = useOrganizationName();
    const filter = filterOf(org, url);
    const list = useInfiniteQuery({
        ...promotionsQuery(filter),
        refetchInterval: (query) => {
            const pages = query.state.data?.pages ?? [];
            return pages.length === 1 && pages[0]!.items.some((one) => one.status === 'in_progress') ? 3000 : untilBack(query);
        },
    });
    const { rows, ...more } = useRows(list);
    const me = useMe().user.id;
    const mayView = usePermission(org, 'neo.view');
    const people = useMemo(() => [...new Set([me, ...rows.map((one) => one.actor)])].sort(), [me, rows]);
    const isFiltered = ['role', 'status', 'other', 'dataflow', 'actor', 'ticket', 'from', 'to'].some((name) => url[name]);
    return (
        <Page title="History" about={`Promotions from and to ${nameOf(org)}, newest first.`} actions={<Export org={org} filter={filter} />}>
            <OwnAttempts org={org} />
            <StatusTabs org={org} url={url} />
            <div className="filters filters-many">
                <Select
                    label="Direction"
                    placeholder="From or to here"
                    value={(url.role as 'source' | 'target' | undefined) ?? ''}
                    options={roles}
                    onChange={(role) => setUrl({ role })}
                />
                <OrganizationChooser
                    label="Other organization"
                    any="Any organization"
                    organization={url.other ?? ''}
                    onChange={(other) => setUrl({ other })}
                />
                <DataflowChooser org={org} any="Any dataflow" dataflow={url.dataflow ?? ''} onChange={(dataflow) => setUrl({ dataflow })} />
                {mayView && (
                    <SearchField
                        label="Who"
                        placeholder="User id"
                        suggestions={people}
                        value={url.actor ?? ''}
                        onChange={(actor) => setUrl({ actor })}
                    />
                )}
                <SearchField label="Ticket" placeholder="Whole ticket" value={url.ticket ?? ''} onChange={(ticket) => setUrl({ ticket })} />
                <TextField label="From" type="date" value={url.from ?? ''} onChange={(from) => setUrl({ from })} />
                <TextField label="To" type="date" value={url.to ?? ''} onChange={(to) => setUrl({ to })} />
                {isFiltered && (
                    <ClearButton
                        label="Clear filters"
                        onClick={() => setUrl({ role: '', status: '', other: '', dataflow: '', actor: '', ticket: '', from: '', to: '' })}
                    />
                )}
            </div>
            <Loaded read={list} loading="Loading the history" failed="The history could not be loaded">
                {() =>
                    rows.length > 0 || more.onNearEnd ? (
                        <PromotionTable org={org} rows={rows} {...more} />
                    ) : isFiltered ? (
                        <Empty title="No promotion matches">Change or clear the filters.</Empty>
                    ) : (
                        <Empty title="Nothing was promoted yet">Open an approved or live version of a dataflow, and promote it.</Empty>
                    )
                }
            </Loaded>
        </Page>
    );
}
