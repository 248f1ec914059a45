import { Link } from 'wouter';
import { paths, searchOf } from '../../app/paths';
import { presets, type HistoryUrl } from './filter';

/** The times that are asked for most. */
export const TimePresets = ({ org, url }: { org: string | undefined; url: HistoryUrl }) => (
    <nav aria-label="Time" className="segments">
        {[['', 'Any time'] as const, ...Object.entries(presets).map(([time, { label }]) => [time, label] as const)].map(([time, label]) => (
            <Link
                key={time}
                href={paths.history(org) + searchOf({ ...url, time, from: undefined, to: undefined })}
                aria-current={(url.time ?? '') === time && !url.from && !url.to ? 'true' : undefined}
            >
                {label}
            </Link>
        ))}
    </nav>
);
