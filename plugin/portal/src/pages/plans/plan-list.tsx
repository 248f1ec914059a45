import { useState } from 'react';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/field';
import { attemptFor } from '../promote/attempt';
import { isKept, WhyFields, type Why } from '../promote/why-step';
import type { Goal } from './goals';
import { promiseOf, useLines, type Line } from './lines';
import { PlanLine } from './plan-line';
import type { Run } from './run';

export type Cell = { title: string; goals: Goal[]; current: number };

/** So many plans are made at once. */
const mostListed = 40;

/** Ticked at first where promoting only brings what is missing; where people changed it, or it is new, the person decides. */
const isTickedAtFirst = ({ place, denied }: Line) => place?.standing === 'behind' && denied === undefined;

type CellProps = {
    cell: Cell;
    lines: Line[];
    isTicked: (line: Line) => boolean;
    onTick: (lines: Line[], ticked: boolean) => void;
    onChoose: (line: Line, application: string) => void;
};

function CellPlans({ cell: { title, goals, current }, lines, isTicked, onTick, onChoose }: CellProps) {
    const open = lines.filter(({ denied }) => denied === undefined);
    return (
        <section aria-label={title}>
            <div className="section-head">
                <h2 dir="auto">{title}</h2>
                {open.length > 1 && (
                    <Checkbox label="All of these" checked={open.every(isTicked)} onChange={(ticked) => onTick(open, ticked)} />
                )}
            </div>
            {current > 0 && (
                <p className="quiet">
                    {current} more {current === 1 ? 'has' : 'have'} it already.
                </p>
            )}
            {goals.length === 0 && <p className="quiet">There is nothing to promote here.</p>}
            {lines.length < goals.length && (
                <p className="note">
                    {goals.length - lines.length} more are not listed: plans are made for {mostListed} at once. Promote these, then plan
                    again.
                </p>
            )}
            <ul className="plans">
                {lines.map((line) => (
                    <PlanLine
                        key={line.key}
                        line={line}
                        isTicked={isTicked(line)}
                        onTick={(ticked) => onTick([line], ticked)}
                        onChoose={(application) => onChoose(line, application)}
                    />
                ))}
            </ul>
        </section>
    );
}

/** The plans of what is chosen, and one button that carries out those that are ticked. */
export function PlanList({ cells, onConfirm }: { cells: Cell[]; onConfirm: (runs: Run[]) => void }) {
    const [ticks, setTicks] = useState<Record<string, boolean>>({});
    const [applications, setApplications] = useState<Record<string, string>>({});
    const [why, setWhy] = useState<Why>({ reason: '', ticket: '' });
    const lines = useLines(cells.flatMap(({ goals }) => goals).slice(0, mostListed), applications);
    const isTicked = (line: Line) => ticks[line.key] ?? isTickedAtFirst(line);
    const ticked = lines.filter(isTicked);
    const isPlanning = ticked.some(({ isLoading }) => isLoading);
    const runs = ticked.flatMap((line): Run[] => {
        const promise = promiseOf(line, why);
        return promise ? [{ key: line.key, goal: line, attempt: attemptFor(promise, undefined) }] : [];
    });
    const left = ticked.length - runs.length;
    return (
        <>
            {cells.map((cell) => (
                <CellPlans
                    key={cell.title}
                    cell={cell}
                    lines={lines.filter((line) => cell.goals.some(({ id, target }) => id === line.id && target === line.target))}
                    isTicked={isTicked}
                    onTick={(some, on) => setTicks({ ...ticks, ...Object.fromEntries(some.map(({ key }) => [key, on])) })}
                    onChoose={({ key }, application) => setApplications({ ...applications, [key]: application })}
                />
            ))}
            <section aria-labelledby="why" className="plan-why">
                <h2 id="why">Why</h2>
                <WhyFields why={why} onChange={setWhy} />
            </section>
            <div className="chosen-bar">
                <p role="status">
                    {isPlanning
                        ? 'Planning…'
                        : left > 0
                          ? `${left} of ${ticked.length} ticked cannot be promoted as ${left === 1 ? 'it stands' : 'they stand'}, and ${left === 1 ? 'is' : 'are'} left out.`
                          : ticked.length === 0
                            ? 'Nothing is ticked.'
                            : `${ticked.length} ticked. Warnings are accepted by promoting; nothing goes live.`}
                </p>
                <Button look="primary" disabled={isPlanning || runs.length === 0 || !isKept(why)} onClick={() => onConfirm(runs)}>
                    {runs.length === 0 ? 'Promote as planned' : `Promote ${runs.length} as planned`}
                </Button>
            </div>
        </>
    );
}
