import type { PromotionFilter } from '../../api/queries';
import { standingLabels, statusLabels, typeLabels } from '../../ui/chips';

/** A day as a date field gives it (`2026-11-23`), in the person's time zone, as the API wants it. */
export function dayStart(day: string | undefined, plusDays = 0): string | undefined {
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

/** Times that are asked for most, by how they stand in an address; what begins there depends on the day it is opened. */
export const presets: Record<string, { label: string; from: (now?: Date) => string }> = {
    today: { label: 'Today', from: (now) => dayOf(0, now) },
    '7-days': { label: '7 days', from: (now) => dayOf(6, now) },
    '30-days': { label: '30 days', from: (now) => dayOf(29, now) },
    quarter: {
        label: 'This quarter',
        from: (now = new Date()) => dayOf(0, new Date(now.getFullYear(), now.getMonth() - (now.getMonth() % 3), 1)),
    },
};

export type HistoryUrl = Record<string, string | undefined>;

/** Members of the address that filter. */
export const filterNames = [
    'role',
    'status',
    'other',
    'dataflow',
    'actor',
    'actor_name',
    'ticket',
    'reason',
    'standing',
    'type',
    'time',
    'from',
    'to',
];

export const isFiltered = (url: HistoryUrl) => filterNames.some((name) => url[name]);

/** Whether the days contradict each other, so that nothing can match. */
export const isBackwards = ({ from, to }: HistoryUrl) => Boolean(from && to && from > to);

/** What is written, where it is one of those that have a label. */
export const keyOf = <K extends string>(labels: Record<K, string>, text: string | undefined): K | undefined =>
    text !== undefined && Object.hasOwn(labels, text) ? (text as K) : undefined;

/** What the address of the history page asks for; `to` is a whole day, so the filter ends where the next begins. */
export function filterOf(org: string | undefined, url: HistoryUrl): PromotionFilter {
    const role = url.role === 'source' || url.role === 'target' ? url.role : 'any';
    const preset = url.time && Object.hasOwn(presets, url.time) ? presets[url.time] : undefined;
    return {
        organization: org,
        role,
        status: keyOf(statusLabels, url.status),
        other_organization: url.other || undefined,
        dataflow: url.dataflow || undefined,
        actor: url.actor || undefined,
        actor_name: url.actor_name?.trim() || undefined,
        ticket: url.ticket || undefined,
        reason: url.reason || undefined,
        standing: keyOf(standingLabels, url.standing),
        type: keyOf(typeLabels, url.type),
        from: dayStart(preset ? preset.from() : url.from),
        to: dayStart(preset ? undefined : url.to, 1),
    };
}
