import { useRef, useState, type KeyboardEvent } from 'react';
import { Link } from 'wouter';
import type { Board } from '../../api/types';
import { paths } from '../../app/paths';
import { typeLabels } from '../../ui/chips';
import { cellText, isBehind, typesOf } from './cell-text';
import { moved, type Cell } from './moves';

type Props = { org: string; rows: Board['items'] };

/** Dataflows against types. One of its cells is among the tab stops; arrows lead to the others, Enter to what a cell counts. */
export function BoardGrid({ org, rows }: Props) {
    const types = typesOf(rows);
    const grid = useRef<HTMLTableElement>(null);
    const [at, setAt] = useState<Cell>({ row: 0, column: 0 });
    const stop = { row: Math.min(at.row, rows.length - 1), column: Math.min(at.column, types.length) };
    const place = (row: number, column: number) => ({
        'data-cell': `${row}/${column}`,
        tabIndex: row === stop.row && column === stop.column ? 0 : -1,
        onFocus: () => setAt({ row, column }),
    });
    const onKeyDown = (event: KeyboardEvent) => {
        if (event.altKey || event.shiftKey) return;
        const next = moved(stop, event.key, event.ctrlKey || event.metaKey, rows.length, types.length + 1);
        if (!next) return;
        event.preventDefault();
        grid.current?.querySelector<HTMLElement>(`[data-cell="${next.row}/${next.column}"]`)?.focus();
    };
    return (
        <div className="board">
            <table role="grid" aria-label="Board" ref={grid} onKeyDown={onKeyDown}>
                <thead>
                    <tr>
                        <th scope="col">Dataflow</th>
                        {types.map((type) => (
                            <th key={type} scope="col">
                                {type === null ? 'Not registered' : typeLabels[type]}
                            </th>
                        ))}
                    </tr>
                </thead>
                <tbody>
                    {rows.map((one, row) => (
                        <tr key={one.id}>
                            <th scope="row">
                                <Link href={paths.dataflow(org, one.id)} {...place(row, 0)}>
                                    <bdi>{one.name || one.id}</bdi>
                                </Link>
                                <span className="sub">
                                    {one.id}
                                    {one.newest_version !== null && `, newest v${one.newest_version}`}
                                </span>
                            </th>
                            {types.map((type, column) => {
                                const counts = one.types[type ?? 'none'];
                                return (
                                    <td key={type} role="gridcell" data-behind={(counts && isBehind(counts)) || undefined}>
                                        {counts ? (
                                            <Link href={paths.spread(org, one.id, { type: type ?? undefined })} {...place(row, column + 1)}>
                                                {cellText(counts)}
                                            </Link>
                                        ) : (
                                            <span className="quiet" {...place(row, column + 1)}>
                                                <span aria-hidden>–</span>
                                                <span className="hidden">Nowhere</span>
                                            </span>
                                        )}
                                    </td>
                                );
                            })}
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}
