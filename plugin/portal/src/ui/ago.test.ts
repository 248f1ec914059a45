import { expect, test } from 'vitest';
import { agoText } from './ago';

const now = Date.UTC(2026, 10, 23, 12);
const ago = (minutes: number) => agoText(new Date(now - minutes * 60_000), now);

test('what was is told by how long ago that is, after a month by its day', () => {
    expect([ago(0.5), ago(3), ago(59), ago(60), ago(60 * 24), ago(60 * 24 * 29)]).toEqual([
        'just now',
        '3 minutes ago',
        '59 minutes ago',
        '1 hour ago',
        'yesterday',
        '29 days ago',
    ]);
    expect(ago(-5)).toBe('just now');
    expect(ago(60 * 24 * 300)).toMatch(/2026/);
});
