import { act, render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { VirtualTable } from './virtual-list';

const print = (event: 'beforeprint' | 'afterprint') => act(() => void window.dispatchEvent(new Event(event)));

test('on paper stand all rows, on the screen those near the window', () => {
    const rows = Array.from({ length: 300 }, (_, index) => `row ${index}`);
    const columns = [{ id: 'name', label: 'Name', cell: (row: string) => row }];
    render(<VirtualTable label="Rows" kind="rows" columns={columns} rows={rows} keyOf={(row) => row} />);
    const count = () => screen.getAllByRole('row').length - 1;
    expect(count()).toBeLessThan(300);
    print('beforeprint');
    expect(count()).toBe(300);
    print('afterprint');
    expect(count()).toBeLessThan(300);
});
