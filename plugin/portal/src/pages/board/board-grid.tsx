import { useRef, useState, type KeyboardEvent } from 'react';
import { Link } from 'wouter';
import type { Board, OrganizationType } from '../../api/types';
import { paths } from '../../app/paths';
import { typeLabels } from '../../ui/chips';
import { cellText, isBehind, typesOf } from './cell-text';
import { isChosen, type Chosen } from './chosen';
import { moved, type Cell } from './moves';

type Props = {
    org: string;
    rows: Board['items'];
    chosen: Chosen[];
    /** Undefined where the person may not promote from here. */
    onChoose: ((one: Chosen) => void) | undefined;
};

/** The box of a cell: with the keyboard it is Space on the cell. */
const Box = ({ label, checked, onChange }: { label: string; checked: boolean; onChange: () => void }) => (
    <label className="cell-box">
        <input type="checkbox" tabIndex={-1} aria-label={label} checked={checked} onChange={onChange} />
    </label>
);

/**
 * Dataflows against types. One of its cells is among the tab stops; arrows lead to the others, Enter to what a cell counts, and Space chooses it, to promote the
 * newest version there.
 */
export function BoardGrid({ org, rows, chosen, onChoose }: Props) {
    const types = typesOf(rows);
    const grid = useRef<HTMLTableElement>(null);
    const [at, setAt] = useState<Cell>({ row: 0, column: 0 });
    const stop = { row: Math.min(at.row, rows.length - 1), column: Math.min(at.column, types.length) };
    const place = (row: number, column: number) => ({
        'data-cell': `${row}/${column}`,
        tabIndex: row === stop.row && column === stop.column ? 0 : -1,
        onFocus: () => setAt({ row, column }),
    });
    /** What choosing a cell chooses; undefined where nothing could be promoted. */
    const choiceAt = (one: Board['items'][number] | undefined, type: OrganizationType | null | undefined): Chosen | undefined =>
        onChoose && one && one.newest_version !== null && type ? { dataflow: one.id, type } : undefined;
    const onKeyDown = (event: KeyboardEvent) => {
        if (event.altKey || event.shiftKey) return;
        if (event.key === ' ' && (event.target as Element).matches('[data-cell]')) {
            event.preventDefault();
            const choice = choiceAt(rows[stop.row], types[stop.column - 1]);
            if (choice) onChoose?.(choice);
            return;
        }
        const next = moved(stop, event.key, event.ctrlKey || event.metaKey, rows.length, types.length + 1);
        if (!next) return;
        event.preventDefault();
        grid.current?.querySelector<HTMLElement>(`[data-cell="${next.row}/${next.column}"]`)?.focus();
    };
    return (
        <div className="board">
            <table role="grid" aria-label="Board" aria-multiselectable={onChoose && true} ref={grid} onKeyDown={onKeyDown}>
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
                                const choice = choiceAt(one, type);
                                const isTaken = choice && isChosen(chosen, choice);
                                return (
                                    <td
                                        key={type}
                                        role="gridcell"
                                        aria-selected={isTaken}
                                        data-behind={(counts && isBehind(counts)) || undefined}
                                    >
                                        {choice && (
                                            <Box
                                                label={`Choose ${one.name || one.id}, ${typeLabels[choice.type]}`}
                                                checked={isTaken === true}
                                                onChange={() => onChoose?.(choice)}
                                            />
                                        )}
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
