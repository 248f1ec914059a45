import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { copyText } from './clipboard';

const told_ms = 2000;

/** Copies a text, and says so for a moment; `what` names it, as in "Copy the attempt's id". */
export function CopyButton({ text, what }: { text: string; what: string }) {
    const [said, setSaid] = useState('');
    useEffect(() => {
        if (said === '') return;
        const timer = setTimeout(() => setSaid(''), told_ms);
        return () => clearTimeout(timer);
    }, [said]);
    const copy = () =>
        void copyText(text).then(
            () => setSaid('Copied'),
            () => setSaid('Not copied: select it instead'),
        );
    return (
        <span className="copy">
            <button type="button" aria-label={`Copy ${what}`} title={`Copy ${what}`} onClick={copy}>
                {said === 'Copied' ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
            </button>
            <span role="status" className="copy-said">
                {said}
            </span>
        </span>
    );
}

/** What people take elsewhere, an id, a URL, a hash, and a button that copies it. */
export const Copyable = ({ text, what }: { text: string; what: string }) => (
    <span className="copyable">
        <code>{text}</code> <CopyButton text={text} what={what} />
    </span>
);
