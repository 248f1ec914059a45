import { TextArea, TextField } from '../../ui/field';
import { tooLong } from '../../ui/too-long';
import { Step } from './step';

export type Why = { reason: string; ticket: string };

/** The most bytes that are kept of each. */
const longest: Record<keyof Why, number> = { reason: 2000, ticket: 200 };

const fault = (what: keyof Why, text: string) => tooLong(text, longest[what]);

export const isKept = (why: Why) => !fault('reason', why.reason) && !fault('ticket', why.ticket);

type Props = { why: Why; onChange: (why: Why) => void };

/** Why it is promoted: it stands in the history for whoever reads it later. */
export const WhyStep = (props: Props) => (
    <Step title="Why" state={props.why.reason || props.why.ticket ? 'done' : 'open'}>
        <WhyFields {...props} />
    </Step>
);

export function WhyFields({ why, onChange }: Props) {
    return (
        <>
            <TextField
                label="Ticket"
                hint="If there is one."
                value={why.ticket}
                error={fault('ticket', why.ticket)}
                onChange={(ticket) => onChange({ ...why, ticket })}
            />
            <TextArea
                label="Reason"
                hint="For whoever reads the history later. No passwords: everybody who sees the promotion reads this."
                value={why.reason}
                error={fault('reason', why.reason)}
                onChange={(reason) => onChange({ ...why, reason })}
            />
        </>
    );
}
