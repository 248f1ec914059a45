/** Puts a text into the clipboard; also where the page came over plain HTTP, which has no clipboard of its own. */
export async function copyText(text: string): Promise<void> {
    if (window.isSecureContext) return navigator.clipboard.writeText(text);
    const put = (event: ClipboardEvent) => {
        event.clipboardData?.setData('text/plain', text);
        event.preventDefault();
    };
    document.addEventListener('copy', put, { once: true });
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else copies over plain HTTP
    const isDone = document.execCommand('copy');
    document.removeEventListener('copy', put);
    if (!isDone) throw new Error('The browser does not let this page copy.');
}
