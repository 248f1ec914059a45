import { CloudOff, PackageCheck, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { basePath } from '../base';
import { Button } from './button';
import { Loading, Panel } from './states';

/** Why the code of a page could not be loaded: no server to load it from, another version of the portal there, or neither. */
type Reason = 'unknown' | 'unreachable' | 'new version' | 'broken';

const retryAfter_ms = 3000;
const soon_ms = 10_000;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Whether this page was loaded anew a moment ago: then doing so once more is not the way out. */
const wasJustReloaded = () => {
    const [arrival] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    return arrival?.type === 'reload' && performance.now() < soon_ms;
};

/** Whether the portal at the server is the one of this page; throws when the server gives no answer. */
async function isSameVersion(): Promise<boolean> {
    const answer = await fetch(`${basePath}/`, { cache: 'no-store' });
    if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
    const entry = document.querySelector<HTMLScriptElement>('script[type=module][src]')?.src.split('/').pop();
    return entry !== undefined && (await answer.text()).includes(entry);
}

/** Looks for the reason, waits while the server is away, and loads the page anew: what was chosen stands in its address. */
function useComingBack(): Reason {
    const [reason, setReason] = useState<Reason>('unknown');
    useEffect(() => {
        let isLeft = false;
        const comeBack = async () => {
            for (let wasAway = false; !isLeft; wasAway = true) {
                const isSame = await isSameVersion().catch(() => undefined);
                if (isLeft) return;
                if (isSame === undefined) {
                    setReason('unreachable');
                    await pause(retryAfter_ms);
                } else if (isSame && !wasAway && wasJustReloaded()) return setReason('broken');
                else {
                    setReason(isSame ? 'unknown' : 'new version');
                    // While servers are exchanged one after the other, the new page may meet an old one.
                    if (wasJustReloaded()) await pause(soon_ms);
                    return isLeft ? undefined : window.location.reload();
                }
            }
        };
        void comeBack();
        return () => void (isLeft = true);
    }, []);
    return reason;
}

/** Stands for a page whose code could not be loaded. */
export function NotLoadedPanel() {
    const reason = useComingBack();
    const load = <Button onClick={() => window.location.reload()}>Load it now</Button>;
    switch (reason) {
        case 'unknown':
            return <Loading label="Loading the page" />;
        case 'unreachable':
            return (
                <Panel icon={<CloudOff size={26} aria-hidden />} title="The server cannot be reached" tone="error" action={load}>
                    This page opens by itself as soon as the server answers again.
                </Panel>
            );
        case 'new version':
            return (
                <Panel icon={<PackageCheck size={26} aria-hidden />} title="There is a new version of Neo Promote" action={load}>
                    It is being loaded, and opens this page.
                </Panel>
            );
        case 'broken':
            return (
                <Panel icon={<TriangleAlert size={26} aria-hidden />} title="A part of this page could not be loaded" tone="error" action={load}>
                    The server answers, but does not give the code of this page. Load it again; if that does not help, tell the administrator of your platform.
                </Panel>
            );
    }
}
