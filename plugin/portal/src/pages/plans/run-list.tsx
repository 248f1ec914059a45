import { Link } from 'wouter';
import type { Promotion } from '../../api/types';
import { paths } from '../../app/paths';
import { VersionLink } from '../../app/version-link';
import { Button } from '../../ui/button';
import { StatusChip, TypeBadge } from '../../ui/chips';
import { FailureList, LookUpNote, ProblemNote } from '../../ui/failures';
import type { Outcome, Run, useRun } from './run';

function Made({ promotion: { id, status, target } }: { promotion: Promotion }) {
    const { organization, dataflow, approved_version: version } = target;
    return (
        <span className="sub">
            {organization !== null && dataflow !== null && version !== null ? (
                <VersionLink id={{ org: organization, dataflow, version }}>Approved version {version}</VersionLink>
            ) : (
                <Link href={paths.promotion(undefined, id)}>
                    {status === 'in_progress' ? 'The host has not said yet whether it is done' : 'See it in the history'}
                </Link>
            )}
        </span>
    );
}

function RunLine({ org, run: { goal }, outcome }: { org: string; run: Run; outcome: Outcome | undefined }) {
    return (
        <li className="plan">
            <div className="plan-head">
                <span className="plan-name">
                    <bdi className="strong">{goal.targetName}</bdi> <TypeBadge type={goal.type} />
                    <span className="sub">
                        <bdi>{goal.name}</bdi> v{goal.id.version}
                    </span>
                </span>
                <span className="plan-end">
                    {outcome?.promotion && <StatusChip status={outcome.promotion.status} />}
                    {outcome?.promotion && <Made promotion={outcome.promotion} />}
                    {outcome?.problem && <StatusChip status="refused" />}
                    {!outcome && <span className="quiet">Waits its turn</span>}
                </span>
            </div>
            {outcome?.problem &&
                (outcome.problem.failures.length > 0 ? (
                    <FailureList org={org} failures={outcome.problem.failures} />
                ) : (
                    <ProblemNote problem={outcome.problem} />
                ))}
        </li>
    );
}

/** What came of each plan that was confirmed. */
export function RunList({ org, run }: { org: string; run: ReturnType<typeof useRun> }) {
    const { runs, outcomes, isPending, isLookingUp } = run;
    const all = [...outcomes.values()];
    const promoted = all.filter(({ promotion }) => promotion?.status === 'succeeded').length;
    const waiting = all.filter(({ promotion }) => promotion?.status === 'in_progress').length;
    const isOver = all.length === runs.length;
    return (
        <>
            <div className="run-head">
                <p role="status" className="strong">
                    {isOver
                        ? `${promoted} of ${runs.length} promoted${waiting > 0 ? `, ${waiting} waiting for the host` : ''}. Nothing went live.`
                        : `${all.length} of ${runs.length} done. Stay here: what has not begun when you leave is not promoted.`}
                </p>
                {isOver && (
                    <Link href={paths.board(org)} className="button">
                        Back to the board
                    </Link>
                )}
                {isOver && promoted + waiting < runs.length && <Button onClick={run.reset}>Plan the others again</Button>}
                {!isOver && !isPending && <Button onClick={run.goOn}>Go on</Button>}
            </div>
            {isLookingUp && <LookUpNote />}
            <ul className="plans">
                {runs.map((one) => (
                    <RunLine key={one.key} org={org} run={one} outcome={outcomes.get(one.key)} />
                ))}
            </ul>
        </>
    );
}
