import './block-section.css';
import { Maximize2 } from 'lucide-react';
import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { ContentText } from '../../api/content';
import type { Version } from '../../api/types';
import { useUrlState } from '../../app/url-state';
import { Button } from '../../ui/button';
import { FullScreen } from '../../ui/full-screen';
import { Empty, Loading } from '../../ui/states';
import { BlockDetails } from './block-details';
import { FindBlock, useFind, type Target } from './block-find';
import { readGraph } from './block-graph';
import { BlockList } from './block-list';
import { Canvas, heightOf, isLarge, type Place } from './canvas';
import type { Direction } from './layout';
import { useLayout } from './layout-use';
import { addressOf, indexOf } from './selection';

const narrow = '(max-width: 40rem)';

/** What a version does: its blocks, on a canvas or as a list, and one of them in detail. */
export function BlockSection({ version, content }: { version: Version; content: ContentText }) {
    const [url, setUrl] = useUrlState();
    const [target, setTarget] = useState<Target>();
    const field = useRef<HTMLDivElement>(null);
    const placeRef = useRef<Place>(undefined);
    const direction: Direction = window.matchMedia(narrow).matches ? 'TB' : 'LR';
    const graph = useMemo(() => readGraph(version, content), [version, content]);
    const { blocks, links, starts, loose } = graph;
    const layout = useLayout({ count: blocks.length, links, starts, direction });

    const goTo = (index: number) => setTarget((last) => ({ index, turn: (last?.turn ?? 0) + 1 }));
    const find = useFind(blocks, target, goTo);
    const asList = url.view === 'list';
    const full = url.full !== undefined && !asList;
    const selected = indexOf(blocks, url);
    const onSelect = (chosen: number) => setUrl(addressOf(blocks, chosen));
    const onClose = () => {
        setUrl({ block: '', nth: '' });
        goTo(selected!);
    };

    /** On a block that was found, Enter goes on; from anywhere here, a slash goes to the search. */
    const onKeyDownCapture = (event: KeyboardEvent) => {
        const at = event.target as HTMLElement;
        const onFound = find.at !== -1 && at.dataset.id === String(target!.index);
        if (event.key === 'Enter' && onFound) find.go(event.shiftKey ? -1 : 1);
        else if (event.key === '/' && !at.matches('input')) field.current!.querySelector('input')!.focus();
        else return;
        event.preventDefault();
        event.stopPropagation();
    };
    const shown = { graph, selected, hits: find.hits, target, onSelect };
    const canvas = layout.placed ? (
        <Canvas {...shown} key={String(full)} placed={layout.placed} direction={direction} placeRef={placeRef} full={full} />
    ) : (
        <div className="canvas block-canvas canvas-waits" data-large={isLarge(blocks.length) || undefined}>
            {layout.failed ? (
                <Empty title="The blocks could not be laid out" action={<Button onClick={layout.again}>Try again</Button>}>
                    The list shows them all the same.
                </Empty>
            ) : (
                <Loading label={`Laying out ${blocks.length} ${blocks.length === 1 ? 'block' : 'blocks'}`} />
            )}
        </div>
    );
    const grid = (
        <div className="content-grid" data-open={selected !== undefined || undefined} onKeyDownCapture={onKeyDownCapture}>
            {asList ? <BlockList {...shown} /> : canvas}
            {selected !== undefined && (asList || layout.placed || layout.failed) && (
                <BlockDetails
                    stored={version.blocks?.[selected]}
                    block={blocks[selected]!}
                    index={selected}
                    content={content}
                    onClose={onClose}
                />
            )}
        </div>
    );
    const search = <FindBlock find={find} blocks={blocks} field={field} />;
    return (
        <section aria-labelledby="content">
            <div className="section-head block-head">
                <h2 id="content">
                    Blocks <span className="quiet">{blocks.length}</span>
                </h2>
                {blocks.length > 0 && !full && search}
                {blocks.length > 0 && !asList && (
                    <button type="button" className="icon-button" aria-label="Full screen" onClick={() => setUrl({ full: 'yes' })}>
                        <Maximize2 size={18} aria-hidden />
                    </button>
                )}
                <div className="segments" role="group" aria-label="Show blocks as">
                    <button type="button" aria-pressed={!asList} onClick={() => setUrl({ view: '' })}>
                        Canvas
                    </button>
                    <button type="button" aria-pressed={asList} onClick={() => setUrl({ view: 'list' })}>
                        List
                    </button>
                </div>
            </div>
            {blocks.length === 0 && <Empty title="This version has no blocks" />}
            {blocks.length > 0 &&
                (full ? <div className="canvas block-canvas" style={{ height: layout.placed && heightOf(layout.placed) }} /> : grid)}
            <FullScreen
                open={full && blocks.length > 0}
                onClose={() => setUrl({ full: '' })}
                title={`Blocks of ${version.name || version.dataflow} v${version.version}`}
                tools={search}
            >
                {full && grid}
            </FullScreen>
            {loose.length > 0 && (
                <details className="loose">
                    <summary>
                        {loose.length} {loose.length === 1 ? 'connection leads' : 'connections lead'} from or to no block
                    </summary>
                    <ul>
                        {loose.map((text, index) => (
                            <li key={index}>
                                <code>{text}</code>
                            </li>
                        ))}
                    </ul>
                </details>
            )}
        </section>
    );
}
