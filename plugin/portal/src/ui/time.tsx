const local = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** A moment in the person's own time, with UTC when hovered. */
export function Time({ at }: { at: string }) {
    const date = new Date(at);
    const utc = `${at.slice(0, 19).replace('T', ' ')} UTC`;
    return (
        <time dateTime={at} title={utc}>
            {Number.isNaN(date.getTime()) ? at : local.format(date)}
        </time>
    );
}
