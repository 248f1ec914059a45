import { Star } from 'lucide-react';
import { useOrganizationName } from './me';
import { useOwnOrganizations } from './own-organizations';

/** Stars an organization, so that it comes first wherever one is chosen. */
export function StarButton({ org }: { org: string }) {
    const { starred, toggleStar } = useOwnOrganizations();
    const label = `Star ${useOrganizationName()(org)}`;
    return (
        <button
            type="button"
            className="icon-button star"
            aria-label={label}
            title={label}
            aria-pressed={starred.includes(org)}
            onClick={() => toggleStar(org)}
        >
            <Star size={18} aria-hidden />
        </button>
    );
}
