import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useRef, type ReactNode } from 'react';

type Props = {
    open: boolean;
    /** Called when the person closes it; without it the dialog stays until it is done with. */
    onClose?: () => void;
    title: string;
    about?: ReactNode;
    /** A drawer stands at the right edge, full height. */
    drawer?: boolean;
    footer?: ReactNode;
    children: ReactNode;
};

/** A modal dialog or drawer; the focus goes in, stays in and comes back. */
export function Dialog({ open, onClose, title, about, drawer, footer, children }: Props) {
    const popup = useRef<HTMLDivElement>(null);
    const firstField = () =>
        popup.current?.querySelector<HTMLElement>('.dialog-body :is(input, select, textarea):not(:disabled)') ?? popup.current;
    return (
        <Base.Root open={open} onOpenChange={(next) => !next && onClose?.()} disablePointerDismissal={!onClose}>
            <Base.Portal>
                <Base.Backdrop className="backdrop" />
                <Base.Popup ref={popup} initialFocus={firstField} className={drawer ? 'dialog drawer' : 'dialog'}>
                    <header className="dialog-head">
                        <div>
                            <Base.Title className="dialog-title">{title}</Base.Title>
                            {about && <Base.Description className="dialog-about">{about}</Base.Description>}
                        </div>
                        {onClose && (
                            <Base.Close className="icon-button" aria-label="Close">
                                <X size={20} aria-hidden />
                            </Base.Close>
                        )}
                    </header>
                    <div className="dialog-body">{children}</div>
                    {footer && <footer className="dialog-foot">{footer}</footer>}
                </Base.Popup>
            </Base.Portal>
        </Base.Root>
    );
}
