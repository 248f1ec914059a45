import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';

/** Marks the history entry of what opens over the page that the entry before it is. */
export const overThisPage = { isOver: true };

const isOverThePageBefore = () => (history.state as Partial<typeof overThisPage> | null)?.isOver === true;

/**
 * Closes what is open over a page, once however often it is asked to: by going back to the page where it was opened from, else by putting the page in its place.
 * Either way the back button does not open it again.
 */
export function useCloseOverlay(isOpen: boolean, page: string) {
    const [, navigate] = useLocation();
    const isClosing = useRef(false);
    useEffect(() => {
        if (isOpen) isClosing.current = false;
    }, [isOpen]);
    return () => {
        if (isClosing.current) return;
        isClosing.current = true;
        if (isOverThePageBefore()) history.back();
        else navigate(page, { replace: true });
    };
}
