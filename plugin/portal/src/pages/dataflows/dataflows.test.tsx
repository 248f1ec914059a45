import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderApp } from '../../testing/render-app';

test('P4: of many versions the newest are listed, with them the one that is live, and the way to all others', async () => {
    const { user } = renderApp('/organizations/acme-dev/dataflows', ({ data }) => {
        const [first] = data.dataflows;
        const one = first!.versions[0]!;
        first!.versions = Array.from({ length: 50 }, (_, index) => ({
            ...one,
            version: index + 1,
            state: index === 4 ? 'live' : 'approved',
        }));
    });
    const row = (await screen.findByText('Welcome mail')).closest<HTMLElement>('[role=row]')!;
    expect(
        within(row)
            .getAllByText(/^v\d+$/)
            .map((one) => one.textContent),
    ).toEqual(['v50', 'v49', 'v48', 'v5']);
    await user.click(within(row).getByRole('link', { name: '+46 versions of Welcome mail' }));
    expect(await screen.findByText('Version 1')).toBeDefined();
});
