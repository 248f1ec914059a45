import { Minus, PencilLine, Plus } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { prettyAt, type ContentText } from '../../api/content';
import type { Block, Changes, Preflight } from '../../api/types';
import { NeedsView } from '../../app/needs-view';
import { Button } from '../../ui/button';
import { blockTextAt } from '../../ui/block-text';
import { stateLabels } from '../../ui/chips';
import { SideBySide } from './side-by-side';
import { Step } from './step';

function Entry({ kind, name, type, children }: { kind: 'added' | 'removed' | 'changed'; name: string; type: string; children: ReactNode }) {
    const Icon = { added: Plus, removed: Minus, changed: PencilLine }[kind];
    return (
        <li>
            <details className="change" data-kind={kind}>
                <summary>
                    <Icon size={15} aria-hidden />
                    <span className="strong">{name}</span>
                    <span className="quiet">{type}</span>
                    <span className="change-kind">{kind}</span>
                </summary>
                {children}
            </details>
        </li>
    );
}

function Whole({ content, path }: { content: ContentText; path: (string | number)[] }) {
    return (
        <pre tabIndex={0} role="region" aria-label="Value">
            {prettyAt(content, 'changes', 'blocks', ...path)}
        </pre>
    );
}

const count = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`;

const moduleText = (module: string | null) => (module === null ? 'no module' : `module ${module}`);

function title({ against, blocks, connections, order, module, global }: Changes): string {
    if (against === null)
        return `A new dataflow there: ${count(blocks.added.length, 'block')}, ${count(connections.added.length, 'connection')}.`;
    const parts = [
        blocks.added.length > 0 && `${count(blocks.added.length, 'block')} added`,
        blocks.changed.length > 0 && `${count(blocks.changed.length, 'block')} changed`,
        blocks.removed.length > 0 && `${count(blocks.removed.length, 'block')} removed`,
        connections.added.length > 0 && `${count(connections.added.length, 'connection')} added`,
        connections.removed.length > 0 && `${count(connections.removed.length, 'connection')} removed`,
        order && 'the blocks in another order',
        module && `${moduleText(module.after)} instead of ${moduleText(module.before)}`,
        global && (global.after ? 'global, which it was not' : 'no longer global'),
    ].filter(Boolean);
    return parts.length === 0 ? 'The content is the same as there now.' : `${parts.join(', ')}.`;
}

const shownAtFirst = 8;

/** That there is a comparison, and whose contents are to be seen for it. */
export const HiddenChanges = ({ organizations, promotable }: { organizations: string[]; promotable: boolean }) => (
    <Step title="Changes" state={promotable ? 'done' : 'open'}>
        <NeedsView organizations={organizations}>What differs from the content there now is not shown.</NeedsView>
    </Step>
);

/** What would be different from what the target has now. */
export function ChangesStep({ data, targetName }: { data: { preflight: Preflight; content: ContentText }; targetName: string }) {
    const changes = data.preflight.changes!;
    const { against, blocks } = changes;
    const [all, setAll] = useState(false);
    const total = blocks.added.length + blocks.removed.length + blocks.changed.length;
    const list = (kind: 'added' | 'removed', entries: Block[]) =>
        entries.map((block, index) => (
            <Entry key={`${kind}-${index}`} kind={kind} {...blockTextAt(block, data.content, 'changes', 'blocks', kind, index)}>
                <Whole content={data.content} path={[kind, index]} />
            </Entry>
        ));
    const entries = [
        ...blocks.changed.map((block, index) => (
            <Entry
                key={`changed-${index}`}
                kind="changed"
                {...blockTextAt(block.after, data.content, 'changes', 'blocks', 'changed', index, 'after')}
            >
                <SideBySide
                    before={prettyAt(data.content, 'changes', 'blocks', 'changed', index, 'before') ?? ''}
                    after={prettyAt(data.content, 'changes', 'blocks', 'changed', index, 'after') ?? ''}
                    target={targetName}
                />
            </Entry>
        )),
        ...list('added', blocks.added),
        ...list('removed', blocks.removed),
    ];
    return (
        <Step title="Changes" state={data.preflight.promotable ? 'done' : 'open'}>
            <p>{title(changes)}</p>
            {against && (
                <p className="quiet">
                    Compared with {against.dataflow} v{against.version} ({stateLabels[against.state]}) in {targetName}.
                </p>
            )}
            {total > 0 && <ul className="change-list">{all ? entries : entries.slice(0, shownAtFirst)}</ul>}
            {!all && total > shownAtFirst && (
                <Button look="quiet" onClick={() => setAll(true)}>
                    Show all {total}
                </Button>
            )}
        </Step>
    );
}
