import type { PromotionFilter } from '../../api/queries';
import type { PromotionStatus } from '../../api/types';
import { statusLabels } from '../../ui/chips';

/** A day as a date field gives it (`2026-11-23`), in the person's time zone, as the API wants it. */
function dayStart(day: string | undefined, plusDays = 0): string | undefined {
    const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day ?? '');
    if (!parts) return undefined;
    const date = new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]) + plusDays);
    return Number.isNaN(date.getTime()) ? undefined : date.toISOString().replace(/\.(\d{3})Z$/, '.$1000Z');
}

/** Today, or so many days before, as a date field has it. */
export function dayOf(daysAgo: number, now = new Date()): string {
    const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysAgo);
    const digits = (number: number) => String(number).padStart(2, '0');
    return `${day.getFullYear()}-${digits(day.getMonth() + 1)}-${digits(day.getDate())}`;
}

/** What the address of the history page asks for; `to` is a whole day, so the filter ends where the next begins. */
export function filterOf(org: string | undefined, url: Record<string, string | undefined>): PromotionFilter {
    const role = url.role === 'source' || url.role === 'target' ? url.role : 'any';
    const status = url.status && Object.hasOwn(statusLabels, url.status) ? (url.status as PromotionStatus) : undefined;
    return {
        organization: org,
        role,
        status,
        other_organization: url.other || undefined,
        dataflow: url.dataflow || undefined,
        actor: url.actor || undefined,
        ticket: url.ticket || undefined,
        from: dayStart(url.from),
        to: dayStart(url.to, 1),
    };
}
