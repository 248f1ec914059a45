import { failureText } from '../../api/failure';
import { promotionsPage, type PromotionFilter } from '../../api/queries';
import type { Promotion } from '../../api/types';

const columns: [string, (one: Promotion) => string | number | null][] = [
    ['id', (one) => one.id],
    ['status', (one) => one.status],
    ['source_organization', (one) => one.source.organization],
    ['source_dataflow', (one) => one.source.dataflow],
    ['dataflow_name', (one) => one.dataflow_name],
    ['source_version', (one) => one.source.version],
    ['target_organization', (one) => one.target.organization],
    ['target_application', (one) => one.target.application],
    ['target_dataflow', (one) => one.target.dataflow],
    ['approved_version', (one) => one.target.approved_version],
    ['draft_version', (one) => one.target.draft_version],
    ['routed', (one) => String(one.routed)],
    ['trigger_method', (one) => one.trigger?.method ?? null],
    ['trigger_url', (one) => one.trigger?.url ?? null],
    ['actor', (one) => one.actor],
    ['requested_at', (one) => one.requested_at],
    ['finished_at', (one) => one.finished_at],
    ['reasons', (one) => one.failures.map((failure) => `${failure.code}: ${failureText(failure).message}`).join('; ')],
    ['standing', (one) => one.standing],
    ['ticket', (one) => one.ticket],
    ['reason', (one) => one.reason],
    ['planned', (one) => String(one.planned)],
    ['warnings', (one) => one.warnings.map(({ code }) => code).join('; ')],
    ['accepted', (one) => one.accepted.join('; ')],
    ['content_hash', (one) => one.content_hash],
];

/** A cell of RFC 4180; text that a spreadsheet would run as a formula is defused with an apostrophe. */
export function csvCell(value: string | number | null): string {
    if (value === null) return '';
    if (typeof value === 'number') return String(value);
    const text = /^[=+\-@＝＋－＠\t\r\n]/.test(value) ? `'${value}` : value;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const csvOf = (rows: Promotion[]) =>
    [columns.map(([name]) => name), ...rows.map((row) => columns.map(([, cell]) => csvCell(cell(row))))]
        .map((line) => `${line.join(',')}\r\n`)
        .join('');

/** Every promotion that the filter lets through, page after page; tells how many it has. */
export async function allPromotions(filter: PromotionFilter, onProgress: (count: number) => void): Promise<Promotion[]> {
    const rows: Promotion[] = [];
    let cursor: string | undefined;
    do {
        const page = await promotionsPage(filter, 500, cursor);
        rows.push(...page.items);
        onProgress(rows.length);
        cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
    return rows;
}

/** Hands a text to the browser as a file. */
export function saveFile(name: string, text: string) {
    const url = URL.createObjectURL(new Blob(['\ufeff', text], { type: 'text/csv;charset=utf-8' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
