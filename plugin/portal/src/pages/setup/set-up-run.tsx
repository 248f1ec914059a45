import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useMe } from '../../app/me';
import { useChange } from '../../app/use-change';
import { Button } from '../../ui/button';
import { refreshMappings } from '../mappings/refresh';
import { carryOut } from './carry-out';
import { LineTable, type Outcome } from './line-table';
import type { Action, PlannedLine } from './plan';

type Doable = PlannedLine & { action: Action };

type Props = {
    lines: Doable[];
    /** Back to the lines that are still to be done. */
    onBack: (undone: Doable[]) => void;
};

/** The lines while they are carried out and after that: how far it is, how each ended, and another try for those that were not done. */
export function SetUpRun({ lines, onBack }: Props) {
    const client = useQueryClient();
    const me = useMe().user.id;
    const [outcomes, setOutcomes] = useState(new Map<number, Outcome>());
    const isLeft = useRef(false);
    const run = useChange({
        change: (some: Doable[]) =>
            carryOut({
                actions: some.map(({ action }) => action),
                me,
                tell: (index, problem) => setOutcomes((before) => new Map(before).set(some[index]!.number, { why: problem?.message })),
                isOver: () => isLeft.current,
            }),
        onSettled: () => refreshMappings(client),
    });
    const { start, isPending } = run;
    useEffect(() => {
        isLeft.current = false;
        start(lines);
        return () => void (isLeft.current = true);
        // eslint-disable-next-line react-hooks/exhaustive-deps -- begun by the yes that brought it here, and never by a render
    }, []);
    useEffect(() => {
        if (!isPending) return;
        const keep = (event: BeforeUnloadEvent) => event.preventDefault();
        window.addEventListener('beforeunload', keep);
        return () => window.removeEventListener('beforeunload', keep);
    }, [isPending]);
    const isDone = ({ number }: Doable) => outcomes.has(number) && outcomes.get(number)!.why === undefined;
    const undone = lines.filter((line) => !isDone(line));
    const done = lines.length - undone.length;
    const failed = undone.filter(({ number }) => outcomes.has(number));
    const again = () => {
        setOutcomes((before) => new Map([...before].filter(([, { why }]) => why === undefined)));
        start(undone);
    };
    return (
        <section aria-labelledby="run">
            <h2 id="run">{isPending ? 'Under way' : undone.length === 0 ? 'All done' : 'Not all is done'}</h2>
            <progress className="run-progress" max={lines.length} value={outcomes.size} aria-label="How far it is" />
            <p role="status">
                {done} of {lines.length} done{failed.length > 0 && `, ${failed.length} not`}.
            </p>
            {!isPending && (
                <div className="form-start run-actions">
                    {undone.length > 0 && (
                        <Button look="primary" onClick={again}>
                            {failed.length === undone.length ? `Try ${undone.length} again` : `Go on with ${undone.length}`}
                        </Button>
                    )}
                    <Button onClick={() => onBack(undone)}>{undone.length > 0 ? 'Back to the lines that are left' : 'Set up more'}</Button>
                </div>
            )}
            <LineTable lines={lines} outcomes={outcomes} />
        </section>
    );
}
