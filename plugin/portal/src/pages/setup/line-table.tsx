import { CircleCheck, CircleDashed, CircleSlash, CircleX } from 'lucide-react';
import type { ReactNode } from 'react';
import { VirtualTable } from '../../ui/virtual-list';
import type { PlannedLine } from './plan';

/** How a line ended that was begun; `why` where it was not done. */
export type Outcome = { why?: string };

const marks: Record<PlannedLine['state'], { look: string; icon: ReactNode }> = {
    will: { look: '', icon: <CircleDashed size={16} aria-hidden /> },
    nothing: { look: 'quiet', icon: <CircleCheck size={16} aria-hidden /> },
    cannot: { look: 'mark-bad', icon: <CircleSlash size={16} aria-hidden /> },
};

function Said({ line, outcome }: { line: PlannedLine; outcome: Outcome | undefined }) {
    if (outcome?.why !== undefined)
        return (
            <span className="line-said mark-bad">
                <CircleX size={16} aria-hidden /> Not done: {outcome.why}
            </span>
        );
    if (outcome)
        return (
            <span className="line-said mark-good">
                <CircleCheck size={16} aria-hidden /> Done
            </span>
        );
    const { look, icon } = marks[line.state];
    return (
        <span className={`line-said ${look}`}>
            {icon} {line.says}
        </span>
    );
}

type Props = { lines: PlannedLine[]; outcomes?: Map<number, Outcome> };

/** The lines, each with what will happen or how it ended. */
export function LineTable({ lines, outcomes }: Props) {
    const columns = [
        { id: 'number', label: 'Line', cell: (line: PlannedLine) => <span className="quiet">{line.number}</span> },
        { id: 'about', label: 'About', cell: (line: PlannedLine) => <span className="strong">{line.about}</span> },
        {
            id: 'says',
            label: outcomes ? 'How it ended' : 'What will happen',
            cell: (line: PlannedLine) => <Said line={line} outcome={outcomes?.get(line.number)} />,
        },
    ];
    return <VirtualTable label="Lines" kind="lines" columns={columns} rows={lines} keyOf={(line) => String(line.number)} />;
}
