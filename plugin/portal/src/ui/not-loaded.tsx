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

const entryOf = (page: Document) => page.querySelector('script[type=module]')?.getAttribute('src') ?? '';
const fileOf = (url: string) => url.split('/').pop();

/** The script that the portal at the server begins with; undefined when the server gives no answer. */
async function entryThere(): Promise<string | undefined> {
    const answer = await fetch(`${basePath}/`, { cache: 'no-store' }).catch(() => undefined);
    return answer?.ok ? entryOf(new DOMParser().parseFromString(await answer.text(), 'text/html')) : undefined;
}

/** Whether a script can be loaded: while servers are exchanged one after the other, one may name what another does not have. */
const isThere = (entry: string) =>
    fetch(new URL(entry, `${location.origin}${basePath}/`)).then(
        (answer) => answer.ok,
        () => false,
    );

/** Looks for the reason, waits while the server is away, and loads the page anew: what was chosen stands in its address. */
function useComingBack(): Reason {
    const [reason, setReason] = useState<Reason>('unknown');
    useEffect(() => {
        let isLeft = false;
        const load = () => {
            if (!isLeft) window.location.reload();
        };
        const comeBack = async () => {
            for (let wasAway = false; !isLeft; await pause(retryAfter_ms)) {
                const entry = await entryThere();
                const isSame = entry !== undefined && fileOf(entry) === fileOf(entryOf(document));
                if (entry === undefined) {
                    wasAway = true;
                    setReason('unreachable');
                } else if (isSame && !wasAway && wasJustReloaded()) {
                    setReason('broken');
                    return;
                } else {
                    if (!isSame) setReason('new version');
                    if (!wasJustReloaded() && (await isThere(entry))) {
                        load();
                        return;
                    }
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
                <Panel
                    icon={<TriangleAlert size={26} aria-hidden />}
                    title="A part of this page could not be loaded"
                    tone="error"
                    action={load}
                >
                    The server answers, but does not give the code of this page. Load it again; if that does not help, tell the
                    administrator of your platform.
                </Panel>
            );
    }
}
