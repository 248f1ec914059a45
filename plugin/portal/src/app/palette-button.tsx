import { Search } from 'lucide-react';
import { Suspense, useEffect, useState } from 'react';
import { Boundary } from '../ui/boundary';
import { Dialog } from '../ui/dialog';
import { lazyPart } from '../ui/lazy-part';
import { NotLoadedPanel } from '../ui/not-loaded';

const Palette = lazyPart(() => import('../pages/palette/palette'));

/** Opens what leads everywhere, as Ctrl+K does, and Command+K where that is usual. */
export function PaletteButton({ org }: { org: string | undefined }) {
    const [isOpen, setOpen] = useState(false);
    const close = () => setOpen(false);
    useEffect(() => {
        const onKey = (event: KeyboardEvent) => {
            const isMeant = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k';
            if (!isMeant || document.querySelector('[role=dialog]')) return;
            event.preventDefault();
            setOpen(true);
        };
        window.addEventListener('keydown', onKey);
        return () => window.removeEventListener('keydown', onKey);
    }, []);
    return (
        <>
            <button
                type="button"
                className="palette-button"
                aria-keyshortcuts="Control+K Meta+K"
                aria-haspopup="dialog"
                onClick={() => setOpen(true)}
            >
                <Search size={16} aria-hidden />
                <span>Go to</span>
                <kbd aria-hidden>Ctrl K</kbd>
            </button>
            {isOpen && (
                <Boundary
                    page="palette"
                    instead={
                        <Dialog open onClose={close} title="Go to">
                            <NotLoadedPanel />
                        </Dialog>
                    }
                >
                    <Suspense fallback={null}>
                        <Palette org={org} onClose={close} />
                    </Suspense>
                </Boundary>
            )}
        </>
    );
}
