import type { UseQueryResult } from '@tanstack/react-query';
import { Check, CircleCheck, RefreshCw } from 'lucide-react';
import type { ContentText } from '../../api/content';
import type { Problem } from '../../api/problem';
import type { Failure, Preflight, Warning } from '../../api/types';
import { FailureList, ProblemNote, WarningList } from '../../ui/failures';
import { ErrorPanel, Loading } from '../../ui/states';
import { Step } from './step';

type Props = {
    org: string;
    query: UseQueryResult<{ preflight: Preflight; content: ContentText }>;
    /** What the last click on Promote was answered with, when it was not a success. */
    problem: Problem | undefined;
    hasApplication: boolean;
    disabled: boolean;
    /** Forgets that problem, and checks. */
    onCheckAgain: () => void;
};

function Refusal({ org, problem }: { org: string; problem: Problem }) {
    return (
        <div className="refusal" role="alert">
            <p className="strong">{problem.isTemporary ? 'No answer yet' : 'It was not promoted'}</p>
            {problem.failures.length > 0 ? <FailureList org={org} failures={problem.failures} /> : <ProblemNote problem={problem} />}
            {problem.isTemporary && (
                <p className="quiet">Your choices are kept. It is safe to promote again: a version never arrives twice.</p>
            )}
        </div>
    );
}

/** What is checked, for who wonders: every one of these holds when nothing failed. */
const checked = [
    'You may promote in both organizations',
    'Both have Neo and are registered',
    'A relation leads there, and the pipeline allows it',
    'Both are in the same cluster',
    'The target has the module that it needs',
    'The version is approved or live',
    'No block comes from a block library',
    'It goes to a custom application',
    'It was not promoted there before',
];

const Checked = () => (
    <details className="checked">
        <summary>{checked.length} checks passed</summary>
        <ul>
            {checked.map((one) => (
                <li key={one}>
                    <Check size={15} aria-hidden /> {one}
                </li>
            ))}
        </ul>
    </details>
);

/** That the application follows from the trigger surprises nobody who reads it beside the field. */
const isToBeKnown = ({ code }: Warning) => code !== 'application_routed';

function Passed({ warnings }: { warnings: Warning[] }) {
    return (
        <>
            {warnings.some(isToBeKnown) ? (
                <p className="strong">Nothing forbids it. Know this before you promote:</p>
            ) : (
                <p className="mark-good">
                    <CircleCheck size={18} aria-hidden /> Everything is in order.
                </p>
            )}
            <WarningList warnings={warnings} />
            <Checked />
        </>
    );
}

/** Every check of the promotion as of now, each failure once and with its remedy. */
export function ChecksStep({ org, query, problem, hasApplication, disabled, onCheckAgain }: Props) {
    const preflight = query.data?.preflight;
    const isRefused = problem !== undefined && !problem.isTemporary;
    const toldAlready = (one: Failure) =>
        (one.code === 'application_required' && !hasApplication) || // said by the step of the application
        (problem?.failures.some(({ code, message }) => code === one.code && message === one.message) ?? false);
    const failures = (preflight?.failures ?? []).filter((one) => !toldAlready(one));
    const again = (
        <button
            type="button"
            className="icon-button"
            aria-label="Check again"
            title="Check again"
            disabled={disabled}
            onClick={onCheckAgain}
        >
            <RefreshCw size={16} aria-hidden className={query.isFetching ? 'turning' : undefined} />
        </button>
    );
    return (
        <Step title="Checks" aside={again} state={problem || failures.length > 0 ? 'failed' : preflight?.promotable ? 'done' : 'open'}>
            {problem && <Refusal org={org} problem={problem} />}
            {query.isPending || (isRefused && query.isFetching) ? (
                <Loading label="Checking" />
            ) : query.isError ? (
                <ErrorPanel error={query.error} title="The checks could not be made" onRetry={onCheckAgain} busy={query.isFetching} />
            ) : (
                <div aria-live="polite">
                    {failures.length > 0 ? (
                        <FailureList org={org} failures={failures} />
                    ) : preflight?.promotable ? (
                        isRefused ? (
                            <p className="quiet">Nothing stands against it by now. Look at what will happen, then promote again.</p>
                        ) : (
                            <Passed warnings={preflight.warnings} />
                        )
                    ) : isRefused ? null : (
                        <p className="quiet">Nothing stands against it so far. Choose an application to finish the checks.</p>
                    )}
                    {preflight && (!preflight.promotable || isRefused) && <WarningList warnings={preflight.warnings} />}
                </div>
            )}
        </Step>
    );
}
