const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });

const units = [
    { unit: 'second', size_ms: 1000, below: 60 },
    { unit: 'minute', size_ms: 60_000, below: 60 },
    { unit: 'hour', size_ms: 3_600_000, below: 24 },
    { unit: 'day', size_ms: 86_400_000, below: 30 },
] as const;

/** How long ago a moment was, in words; the day, where that is more than a month. What a clock that is ahead calls the future is now. */
export function agoText(date: Date, now_ms: number): string {
    const passed_ms = Math.max(0, now_ms - date.getTime());
    for (const { unit, size_ms, below } of units) {
        const count = Math.floor(passed_ms / size_ms);
        if (count < below) return unit === 'second' ? 'just now' : relative.format(-count, unit);
    }
    return day.format(date);
}
