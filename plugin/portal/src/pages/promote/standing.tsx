import type { Preflight, Standing } from '../../api/types';
import { useOrganizationName } from '../../app/me';
import { StandingChip } from '../../ui/chips';
import { Time } from '../../ui/time';

const sentences: Record<Standing, (target: string) => string> = {
    new: (target) => `No dataflow of ${target} has this trigger yet.`,
    unrelated: (target) => `The dataflow of ${target} with this trigger did not come by a promotion.`,
    current: (target) => `${target} has what arrived last, and nothing has changed here since.`,
    behind: (target) => `${target} has what arrived last; here it went on.`,
    changed_there: (target) => `The people of ${target} changed it since it arrived; here nothing has changed.`,
    diverged: (target) => `The people of ${target} changed it since it arrived, and here it went on, too.`,
};

/** In a word and a sentence: how the target stands towards this version, and what arrived there last. */
export function StandingNote({ preflight: { standing, base }, targetName }: { preflight: Preflight; targetName: string }) {
    const nameOf = useOrganizationName();
    if (!standing) return null;
    const { organization, dataflow, version } = base?.source ?? {};
    return (
        <div className="standing" data-standing={standing}>
            <StandingChip standing={standing} />
            <p>
                {sentences[standing](targetName)}
                {base && (
                    <span className="quiet">
                        {' '}
                        Last arrived:{' '}
                        {dataflow && version
                            ? `${dataflow} v${version} from ${nameOf(organization ?? null)}`
                            : 'a version of another organization'}
                        , as v{base.approved_version}, <Time at={base.finished_at} />.
                    </span>
                )}
            </p>
        </div>
    );
}
