import './plans.css';
import { useQueries, useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import { useOrganizationName, usePromoteDenial } from '../../app/me';
import { focusHeading, Page } from '../../app/page';
import { paths } from '../../app/paths';
import { useUrlState } from '../../app/url-state';
import { typeLabels } from '../../ui/chips';
import { Empty, ErrorPanel, Loading } from '../../ui/states';
import { chosenIn } from '../board/chosen';
import { cellQuery } from './goals';
import { PlanList, type Cell } from './plan-list';
import { useRun } from './run';
import { RunList } from './run-list';

/** What is chosen on the board, as plans that one confirms together. */
export default function PlansPage({ org }: { org: string }) {
    const [url] = useUrlState();
    const client = useQueryClient();
    const nameOf = useOrganizationName();
    const denied = usePromoteDenial()(org);
    const run = useRun();
    const chosen = denied === undefined ? chosenIn(url.chosen) : [];
    const isRunning = run.runs.length > 0;
    const reads = useQueries({ queries: chosen.map((one) => ({ ...cellQuery(client, org, one), enabled: !isRunning })) });
    const failed = reads.find(({ data, error }) => error && !data);
    const cells = reads.flatMap(({ data }): Cell[] =>
        data
            ? [
                  {
                      title: `${data.name}${data.version === undefined ? '' : ` v${data.version}`} to ${typeLabels[data.type]}`,
                      goals: data.goals,
                      current: data.current,
                  },
              ]
            : [],
    );
    const board = paths.board(org, { chosen: url.chosen });
    return (
        <Page
            title="Plans"
            crumbs={[{ label: `Board of ${nameOf(org)}`, to: board }]}
            about="The newest version of each dataflow that you chose, to each organization that does not have it. Nothing is promoted before you confirm."
        >
            {isRunning ? (
                <RunList org={org} run={run} />
            ) : denied !== undefined ? (
                <Empty title="You may not promote from here">{denied}</Empty>
            ) : chosen.length === 0 ? (
                <Empty title="Nothing is chosen" action={<Link href={paths.board(org)}>Open the board</Link>}>
                    Choose cells on the board, then come back.
                </Empty>
            ) : failed ? (
                <ErrorPanel
                    error={failed.error}
                    title="What is chosen could not be loaded"
                    onRetry={() => void failed.refetch()}
                    busy={failed.isFetching}
                />
            ) : cells.length < chosen.length ? (
                <Loading label="Looking where it goes" />
            ) : (
                <PlanList
                    cells={cells}
                    onConfirm={(runs) => {
                        run.start(runs);
                        focusHeading();
                    }}
                />
            )}
        </Page>
    );
}
