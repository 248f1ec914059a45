import { useState } from 'react';
import { agoText } from './ago';
import { useNow } from './now';

const local = new Intl.DateTimeFormat(undefined, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
});

/** A moment by how long ago it was; pressed, hovered and on paper by its second in the person's own time, and in UTC. */
export function Time({ at }: { at: string }) {
    const [isExact, setExact] = useState(false);
    const now = useNow();
    const date = new Date(at);
    if (Number.isNaN(date.getTime())) return <time>{at}</time>;
    const exact = `${local.format(date)} (${at.slice(0, 19).replace('T', ' ')} UTC)`;
    return (
        <time dateTime={at} title={exact}>
            <button type="button" className="time" data-exact={exact} aria-pressed={isExact} onClick={() => setExact(!isExact)}>
                {isExact ? exact : agoText(date, now)}
            </button>
        </time>
    );
}
