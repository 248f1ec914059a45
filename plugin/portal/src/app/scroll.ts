import { useEffect } from 'react';

/* A new page begins at its top; one that is gone back to stands where it was left. */

/** The page of the present address: a drawer or dialog over it is none of its own. */
const pageHere = () => location.pathname.replace(/(\/versions\/\d+)\/promote$/, '$1');

/** A page whose rows load is not at once as long as it was. */
const patience_ms = 3000;

/** Scrolls as soon as the page is long enough, unless the person does; tells when it is over. */
function scrollBack(top: number, onEnd: () => void): () => void {
    const until = Date.now() + patience_ms;
    const stop = new AbortController();
    let frame = 0;
    const end = () => {
        cancelAnimationFrame(frame);
        stop.abort();
        onEnd();
    };
    const tryAgain = () => {
        window.scrollTo(0, top);
        if (Math.abs(window.scrollY - top) < 2 || Date.now() > until) end();
        else frame = requestAnimationFrame(tryAgain);
    };
    for (const sign of ['wheel', 'touchstart', 'keydown', 'pointerdown'])
        window.addEventListener(sign, end, { signal: stop.signal, passive: true });
    frame = requestAnimationFrame(tryAgain);
    return end;
}

/** Keeps where each page was scrolled to. The browser would go back before there is anything to scroll. */
export function useScroll() {
    useEffect(() => {
        const tops = new Map<string, number>();
        let page = pageHere();
        let endScroll: (() => void) | undefined;
        const stop = new AbortController();
        history.scrollRestoration = 'manual';
        window.addEventListener('scroll', () => !endScroll && tops.set(page, window.scrollY), { signal: stop.signal, passive: true });
        // Of a page that is loaded anew the browser knows where it was.
        window.addEventListener('pagehide', () => (history.scrollRestoration = 'auto'), { signal: stop.signal });
        const onMove = ({ type }: Event) => {
            const before = page;
            page = pageHere();
            if (page === before) return;
            endScroll?.();
            if (type === 'pushState') window.scrollTo(0, 0);
            else if (type === 'popstate') endScroll = scrollBack(tops.get(page) ?? 0, () => (endScroll = undefined));
        };
        for (const move of ['pushState', 'replaceState', 'popstate']) window.addEventListener(move, onMove, { signal: stop.signal });
        return () => {
            endScroll?.();
            stop.abort();
        };
    }, []);
}
