import { Link } from 'wouter';
import { ApplicationName } from '../../app/names';
import { paths } from '../../app/paths';
import { StandingChip, TypeBadge } from '../../ui/chips';
import { FailureList, WarningList } from '../../ui/failures';
import { Select } from '../../ui/field';
import { ErrorPanel, Loading } from '../../ui/states';
import type { Line } from './lines';

/** In a few words what the target has of the dataflow. */
function hasText({ place }: Line): string {
    if (!place) return 'Does not have it from here yet';
    const behind = place.behind === 1 ? ', 1 version behind' : place.behind > 1 ? `, ${place.behind} versions behind` : '';
    return `Has v${place.source_version}${behind}`;
}

function Application({ line, onChoose }: { line: Line; onChoose: (application: string) => void }) {
    const { applications, chosenApplication: application, target, targetName } = line;
    if (!applications) return null;
    if (applications.locked_to && application !== undefined)
        return (
            <span className="quiet" title={applications.locked_to.reason}>
                in <ApplicationName org={target} id={application} />
            </span>
        );
    if (applications.items.length === 0) return null;
    return (
        <Select
            label={`Application in ${targetName}`}
            hideLabel
            placeholder="Choose an application"
            value={application ?? ''}
            options={applications.items.map(({ id, name }) => ({ id, label: name }))}
            onChange={onChoose}
        />
    );
}

type Props = {
    line: Line;
    isTicked: boolean;
    onTick: (ticked: boolean) => void;
    onChoose: (application: string) => void;
};

/** One plan: where to, what is there, what it meets, and whether it is to be carried out. */
export function PlanLine({ line, isTicked, onTick, onChoose }: Props) {
    const { id, target, targetName, type, preflight, denied, isLoading, error, chosenApplication: application, applications } = line;
    // Said by the field beside it.
    const failures = (preflight?.failures ?? []).filter(({ code }) => code !== 'application_required' || !applications?.items.length);
    return (
        <li className="plan" data-ticked={isTicked || undefined}>
            <div className="plan-head">
                <label className="checkbox plan-name">
                    <input type="checkbox" checked={isTicked} disabled={denied !== undefined} onChange={() => onTick(!isTicked)} />
                    <span>
                        <bdi className="strong">{targetName}</bdi> <TypeBadge type={type} />
                        <span className="sub">{denied ?? hasText(line)}</span>
                    </span>
                </label>
                <span className="plan-end">
                    {preflight?.standing && <StandingChip standing={preflight.standing} />}
                    <Application line={line} onChoose={onChoose} />
                    {denied === undefined && (
                        <Link className="retry" href={paths.promote(id, { target, application })} aria-label={`See in full: ${targetName}`}>
                            See in full
                        </Link>
                    )}
                </span>
            </div>
            {error ? (
                <ErrorPanel error={error} title="The plan could not be made" onRetry={line.retry} busy={isLoading} />
            ) : (
                isLoading && !preflight && <Loading label="Planning" />
            )}
            {failures.length > 0 && <FailureList org={id.org} failures={failures} />}
            <WarningList warnings={(preflight?.warnings ?? []).filter(({ code }) => code !== 'application_routed')} />
        </li>
    );
}
