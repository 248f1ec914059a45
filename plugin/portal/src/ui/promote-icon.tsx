import { Rocket } from 'lucide-react';
import { useId } from 'react';
import { Link } from 'wouter';
import { overThisPage } from '../app/overlay';
import { paths, type Search } from '../app/paths';
import type { VersionId } from '../api/types';

type Props = {
    id: VersionId;
    promoted: boolean;
    /** What the version's page shows, where the icon stands on that. */
    search?: Search;
    withText?: boolean;
    /** Why the person may not promote it: then it is off, and says so. */
    denied: string | undefined;
};

/** The promote icon: leads to the promote drawer, over the version's page as it is; yellow once the version was promoted. */
export function PromoteIcon({ id, promoted, search, withText, denied }: Props) {
    const reason = useId();
    const label = `Promote dataflow${withText ? '' : `, version ${id.version}`}${promoted ? ' (promoted before)' : ''}`;
    const shown = {
        className: withText ? 'promote promote-text' : 'promote',
        'data-promoted': promoted || undefined,
        'aria-label': label,
        children: (
            <>
                <Rocket size={18} aria-hidden />
                {withText && <span>Promote dataflow</span>}
            </>
        ),
    };
    if (denied === undefined) return <Link href={paths.promote(id, search)} state={search && overThisPage} title={label} {...shown} />;
    // It keeps its place among the keys, so that whoever does not see it learns the reason too.
    return (
        <span className="promote-off">
            <span id={reason} className={withText ? 'quiet' : 'hidden'}>
                {denied}
            </span>
            <button type="button" aria-disabled title={denied} aria-describedby={reason} {...shown} />
        </span>
    );
}

/** Says in a list that something was promoted. */
export const PromotedMark = () => (
    <span className="promoted-mark">
        <Rocket size={13} aria-hidden /> Promoted
    </span>
);
