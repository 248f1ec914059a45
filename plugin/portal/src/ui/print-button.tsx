import { Printer } from 'lucide-react';
import { useState } from 'react';
import { Button } from './button';
import { loadForPrint, type List } from './load-for-print';

/** Prints the page; of its list all that there is, up to a thousand rows. */
export function PrintButton({ list }: { list?: List }) {
    const [isLoading, setLoading] = useState(false);
    const print = async () => {
        setLoading(true);
        const isWhole = !list || (await loadForPrint(list));
        setLoading(false);
        // After what was loaded stands in the page.
        if (isWhole) setTimeout(() => window.print());
    };
    return (
        <Button icon={<Printer size={16} aria-hidden />} busy={isLoading} onClick={() => void print()}>
            Print
        </Button>
    );
}
