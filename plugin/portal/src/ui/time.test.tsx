import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { Time } from './time';

test('a time says how long ago it was, and by a key or a finger the exact time in both zones', async () => {
    const user = userEvent.setup();
    const at = new Date(Date.now() - 185_000).toISOString();
    render(<Time at={at} />);
    await user.tab();
    expect(document.activeElement?.textContent).toBe('3 minutes ago');
    await user.keyboard('{Enter}');
    expect(screen.getByRole('button').textContent).toMatch(new RegExp(`:\\d\\d.*\\(${at.slice(0, 19).replace('T', ' ')} UTC\\)$`));
    await user.keyboard('{Enter}');
    expect(screen.getByRole('button').textContent).toBe('3 minutes ago');
});

test('what is no time is shown as it came', () => {
    render(<Time at="soon" />);
    expect(screen.getByText('soon')).toBeDefined();
});
