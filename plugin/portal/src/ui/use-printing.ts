import { useSyncExternalStore } from 'react';

const events = ['beforeprint', 'afterprint'];
let isPrinting = false;

function subscribe(tell: () => void) {
    const onPrint = ({ type }: Event) => {
        isPrinting = type === 'beforeprint';
        tell();
    };
    for (const event of events) window.addEventListener(event, onPrint);
    return () => events.forEach((event) => window.removeEventListener(event, onPrint));
}

/** Whether the page is just being put on paper, where nothing can be scrolled into view. */
export const usePrinting = () => useSyncExternalStore(subscribe, () => isPrinting);
