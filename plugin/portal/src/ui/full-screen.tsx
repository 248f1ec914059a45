import { Dialog as Base } from '@base-ui/react/dialog';
import { Minimize2 } from 'lucide-react';
import type { ReactNode } from 'react';

type Props = { open: boolean; onClose: () => void; title: string; /** Beside the title. */ tools: ReactNode; children: ReactNode };

/** A part of the page over the whole window. Escape leaves it, and the focus goes back to what opened it. */
export function FullScreen({ open, onClose, title, tools, children }: Props) {
    return (
        <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
            <Base.Portal>
                <Base.Popup className="full-screen">
                    <header className="full-screen-head">
                        <Base.Title className="full-screen-title">{title}</Base.Title>
                        {tools}
                        <Base.Close className="icon-button" aria-label="Leave full screen">
                            <Minimize2 size={18} aria-hidden />
                        </Base.Close>
                    </header>
                    {children}
                </Base.Popup>
            </Base.Portal>
        </Base.Root>
    );
}
