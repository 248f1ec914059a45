import { Link } from 'wouter';
import { paths, searchOf } from '../../app/paths';
import { dayOf } from './filter';

const presets = [
    { label: 'Any time', days: undefined },
    { label: 'Today', days: 0 },
    { label: '7 days', days: 6 },
    { label: '30 days', days: 29 },
];

/** The times that are asked for most. */
export const TimePresets = ({ org, url }: { org: string | undefined; url: Record<string, string | undefined> }) => (
    <nav aria-label="Time" className="segments">
        {presets.map(({ label, days }) => {
            const from = days === undefined ? undefined : dayOf(days);
            return (
                <Link
                    key={label}
                    href={paths.history(org) + searchOf({ ...url, from, to: undefined })}
                    aria-current={(url.from ?? '') === (from ?? '') && !url.to ? 'true' : undefined}
                >
                    {label}
                </Link>
            );
        })}
    </nav>
);
