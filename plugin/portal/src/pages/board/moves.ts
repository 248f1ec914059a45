export type Cell = { row: number; column: number };

/** Where a key leads to from a cell of a grid; undefined when it is none of the grid's. */
export function moved({ row, column }: Cell, key: string, isControl: boolean, rows: number, columns: number): Cell | undefined {
    const within = (to: Cell) => ({
        row: Math.min(Math.max(to.row, 0), rows - 1),
        column: Math.min(Math.max(to.column, 0), columns - 1),
    });
    switch (key) {
        case 'ArrowUp':
            return within({ row: row - 1, column });
        case 'ArrowDown':
            return within({ row: row + 1, column });
        case 'ArrowLeft':
            return within({ row, column: column - 1 });
        case 'ArrowRight':
            return within({ row, column: column + 1 });
        case 'Home':
            return within({ row: isControl ? 0 : row, column: 0 });
        case 'End':
            return within({ row: isControl ? rows - 1 : row, column: columns - 1 });
    }
}
