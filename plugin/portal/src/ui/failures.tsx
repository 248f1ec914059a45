import { CircleX, Hourglass, TriangleAlert } from 'lucide-react';
import { Link } from 'wouter';
import { failureText } from '../api/failure';
import type { Problem } from '../api/problem';
import type { Failure, Warning } from '../api/types';
import { paths } from '../app/paths';

/** Every check that failed, each with what to do about it. */
export const FailureList = ({ failures, org }: { failures: Failure[]; org?: string }) => (
    <ul className="failures">
        {failures.map((failure, index) => {
            const { message, remedy } = failureText(failure);
            return (
                <li key={`${failure.code}-${index}`} data-code={failure.code}>
                    <CircleX size={18} aria-hidden />
                    <div>
                        <p>{message}</p>
                        <p className="remedy">
                            {remedy}
                            {org !== undefined && failure.promotion !== undefined && (
                                <>
                                    {' '}
                                    <Link href={paths.promotion(org, failure.promotion)}>See that promotion</Link>
                                </>
                            )}
                        </p>
                    </div>
                </li>
            );
        })}
    </ul>
);

/** What was accepted, and should be known. */
export const WarningList = ({ warnings }: { warnings: Warning[] }) =>
    warnings.length > 0 && (
        <ul className="failures failures-warning">
            {warnings.map((warning, index) => (
                <li key={`${warning.code}-${index}`} data-code={warning.code}>
                    <TriangleAlert size={18} aria-hidden />
                    <p>{warning.message ?? `Something in an organization that you may not see (${warning.code.replaceAll('_', ' ')}).`}</p>
                </li>
            ))}
        </ul>
    );

/** No answer came to a change: that it is looked up what became of it. */
export const LookUpNote = () => (
    <div className="note note-warning" role="status">
        <Hourglass size={18} aria-hidden />
        <p>No answer came from the server. Looking up what became of it…</p>
    </div>
);

/** A change that was refused, told where it was asked for. */
export const ProblemNote = ({ problem }: { problem: Problem }) => (
    <div className="note note-error" role="alert" data-code={problem.code}>
        <CircleX size={18} aria-hidden />
        <p>{problem.message}</p>
    </div>
);
