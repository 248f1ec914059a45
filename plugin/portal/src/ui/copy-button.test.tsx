import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { Copyable } from './copy-button';

test('a copy button copies what it stands beside, and says so; when the browser refuses, what to do instead', async () => {
    const user = userEvent.setup();
    const copied: string[] = [];
    let put = (text: string) => Promise.resolve(void copied.push(text));
    vi.stubGlobal('isSecureContext', true);
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: (text: string) => put(text) } });
    render(<Copyable text="p-1" what="the attempt's id" />);
    await user.click(screen.getByRole('button', { name: "Copy the attempt's id" }));
    expect(await screen.findByText('Copied')).toBeDefined();
    expect(copied).toEqual(['p-1']);
    put = () => Promise.reject(new Error('denied'));
    await user.click(screen.getByRole('button'));
    expect(await screen.findByText('Not copied: select it instead')).toBeDefined();
});

test('over plain HTTP it copies as a page without a clipboard can', async () => {
    const user = userEvent.setup();
    vi.stubGlobal('isSecureContext', false);
    const set = vi.fn();
    const execCommand = () => {
        const event = Object.assign(new Event('copy', { cancelable: true }), { clipboardData: { setData: set } });
        document.dispatchEvent(event);
        return event.defaultPrevented;
    };
    Object.assign(document, { execCommand });
    render(<Copyable text="p-2" what="the id" />);
    await user.click(screen.getByRole('button'));
    expect(await screen.findByText('Copied')).toBeDefined();
    expect(set).toHaveBeenCalledWith('text/plain', 'p-2');
});
