import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { usePrinting } from './use-printing';

export type Column<T> = {
    id: string;
    label: string;
    /** Stands over the column in place of its label. */
    heading?: ReactNode;
    cell: (row: T) => ReactNode;
    isSortable?: boolean;
};

/** What the rows are ordered by; `onSort` is told a column's id, with `-` before it for the other direction. */
type Sort = { column: string; isDescending: boolean; onSort: (sort: string) => void };

type Props<T> = {
    label: string;
    columns: Column<T>[];
    rows: T[];
    keyOf: (row: T) => string;
    /** Names the grid of columns in the style sheet. */
    kind: string;
    /** More rows can be loaded: called when the end comes near. */
    onNearEnd?: () => void;
    loadingMore?: boolean;
    sort?: Sort;
};

function Heading<T>({ column: { id, label, heading, isSortable }, sort }: { column: Column<T>; sort: Sort | undefined }) {
    if (!sort || !isSortable) return <span role="columnheader">{heading ?? label}</span>;
    const isSorted = sort.column === id;
    const Arrow = sort.isDescending ? ArrowDown : ArrowUp;
    return (
        <span role="columnheader" aria-sort={isSorted ? (sort.isDescending ? 'descending' : 'ascending') : 'none'}>
            <button type="button" className="sort" onClick={() => sort.onSort(isSorted && !sort.isDescending ? `-${id}` : id)}>
                {label} {isSorted && <Arrow size={14} aria-hidden />}
            </button>
        </span>
    );
}

const estimatedRowHeight_px = 60;

/** A table that keeps only the rows near the window in the document, and loads more as the person scrolls. On paper stand all that were loaded. */
export function VirtualTable<T>({ label, columns, rows, keyOf, kind, onNearEnd, loadingMore, sort }: Props<T>) {
    const body = useRef<HTMLDivElement>(null);
    const [top, setTop] = useState(0);
    useLayoutEffect(() => {
        if (body.current) setTop(body.current.getBoundingClientRect().top + window.scrollY);
    }, []);
    const virtual = useWindowVirtualizer({
        count: rows.length,
        estimateSize: () => estimatedRowHeight_px,
        overscan: 12,
        scrollMargin: top,
        getItemKey: (index) => keyOf(rows[index]!),
    });
    const near = virtual.getVirtualItems();
    const last = near[near.length - 1]?.index ?? 0;
    const isPrinting = usePrinting();
    const shown = isPrinting ? rows.map((row, index) => ({ index, key: keyOf(row), start: top })) : near;
    useEffect(() => {
        if (onNearEnd && !loadingMore && last >= rows.length - 20) onNearEnd();
    }, [last, rows.length, onNearEnd, loadingMore]);
    return (
        <div role="table" aria-label={label} aria-rowcount={onNearEnd ? -1 : rows.length + 1} className="table" data-kind={kind}>
            <div role="rowgroup">
                <div role="row" aria-rowindex={1} className="table-head">
                    {columns.map((column) => (
                        <Heading key={column.id} column={column} sort={sort} />
                    ))}
                </div>
            </div>
            <div role="rowgroup" ref={body} className="table-body" style={{ height: virtual.getTotalSize() }}>
                {shown.map((item) => (
                    <div
                        role="row"
                        aria-rowindex={item.index + 2}
                        key={item.key}
                        data-index={item.index}
                        ref={virtual.measureElement}
                        className="table-row"
                        style={{ transform: `translateY(${item.start - top}px)` }}
                    >
                        {columns.map((column) => (
                            <div role="cell" key={column.id} data-column={column.id} data-label={column.label}>
                                {column.cell(rows[item.index]!)}
                            </div>
                        ))}
                    </div>
                ))}
            </div>
            {onNearEnd && <p className="table-more print-only">These are the first {rows.length}: there are more.</p>}
            {loadingMore && (
                <p className="table-more" role="status">
                    Loading more…
                </p>
            )}
        </div>
    );
}
