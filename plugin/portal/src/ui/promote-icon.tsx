import { Rocket } from 'lucide-react';
import { Link } from 'wouter';
import { paths, type Search } from '../app/paths';
import type { VersionId } from '../api/types';

type Props = { id: VersionId; promoted: boolean; search?: Search; withText?: boolean };

/** The promote icon: leads to the promote drawer, over the page as `search` has it; yellow once the version was promoted. */
export function PromoteIcon({ id, promoted, search, withText }: Props) {
    const label = `Promote dataflow${withText ? '' : `, version ${id.version}`}${promoted ? ' (promoted before)' : ''}`;
    return (
        <Link
            href={paths.promote(id, search)}
            className={withText ? 'promote promote-text' : 'promote'}
            data-promoted={promoted || undefined}
            aria-label={label}
            title={label}
        >
            <Rocket size={18} aria-hidden />
            {withText && <span>Promote dataflow</span>}
        </Link>
    );
}

/** Says in a list that something was promoted. */
export const PromotedMark = () => (
    <span className="promoted-mark">
        <Rocket size={13} aria-hidden /> Promoted
    </span>
);
