import { Check, Minus, PencilLine, Plus } from 'lucide-react';
import { useMemo, useState, type ReactNode } from 'react';
import type { ContentText } from '../../api/content';
import type { Changes, Preflight } from '../../api/types';
import { NeedsView } from '../../app/needs-view';
import { Button } from '../../ui/button';
import { stateLabels } from '../../ui/chips';
import { SideBySide, type Column } from './side-by-side';
import { kindOf, sidesOf, type Sides } from './sides';
import { StandingNote } from './standing';
import { Step } from './step';

const icons = { added: Plus, removed: Minus, changed: PencilLine, kept: Check };

function Entry({ sides, isThreeSided, children }: { sides: Sides; isThreeSided: boolean; children: ReactNode }) {
    const kind = kindOf(sides);
    const Icon = icons[kind];
    return (
        <li>
            <details className="change" data-kind={kind}>
                <summary>
                    <Icon size={15} aria-hidden />
                    <span className="strong">{sides.block.name}</span>
                    <span className="quiet">{sides.block.type}</span>
                    {isThreeSided && sides.base !== sides.there && (
                        <span className="chip" data-state="awaiting_approval">
                            {sides.isOverlap ? 'Changed on both sides' : 'Changed there'}
                        </span>
                    )}
                    <span className="change-kind">{kind}</span>
                </summary>
                {children}
            </details>
        </li>
    );
}

const Whole = ({ text }: { text: string }) => (
    <pre tabIndex={0} role="region" aria-label="Value">
        {text}
    </pre>
);

/** The values of a block: whole where there is one side of it only, else beside each other. */
function Values({ sides, targetName, isThreeSided }: { sides: Sides; targetName: string; isThreeSided: boolean }) {
    const { base, there, after } = sides;
    const columns = useMemo<Column[]>(
        () => [
            ...(isThreeSided ? [{ title: 'Arrived last', text: base ?? '' }] : []),
            { title: isThreeSided ? `Theirs since, in ${targetName}` : `Now in ${targetName}`, text: there ?? '' },
            { title: 'After promoting', text: after ?? '' },
        ],
        [base, there, after, targetName, isThreeSided],
    );
    if (there === undefined && base === undefined) return <Whole text={after ?? ''} />;
    if (after === undefined && base === there) return <Whole text={there ?? ''} />;
    return <SideBySide columns={columns} />;
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
export const HiddenChanges = ({ preflight, targetName }: { preflight: Preflight; targetName: string }) => (
    <Step title="Changes" state={preflight.promotable ? 'done' : 'open'}>
        <StandingNote preflight={preflight} targetName={targetName} />
        <NeedsView organizations={preflight.hidden ?? []}>What differs from the content there now is not shown.</NeedsView>
    </Step>
);

/** What would be different from what the target has now; where its people changed it since, on three sides. */
export function ChangesStep({ data, targetName }: { data: { preflight: Preflight; content: ContentText }; targetName: string }) {
    const { preflight } = data;
    const changes = preflight.changes!;
    const { against, live } = { against: changes.against, live: preflight.live };
    const [all, setAll] = useState(false);
    const sides = useMemo(() => sidesOf(data), [data]);
    const isThreeSided = sides.some(({ base, there }) => base !== there);
    const shown = all ? sides : sides.slice(0, shownAtFirst);
    return (
        <Step title="Changes" state={preflight.promotable ? 'done' : 'open'}>
            <StandingNote preflight={preflight} targetName={targetName} />
            <p>{title(changes)}</p>
            {against && (
                <p className="quiet">
                    Compared with {against.dataflow} v{against.version} ({stateLabels[against.state]}) in {targetName}.
                    {live && ` What runs there is v${live.version}.`}
                </p>
            )}
            {sides.length > 0 && (
                <ul className="change-list">
                    {shown.map((one, index) => (
                        <Entry key={index} sides={one} isThreeSided={isThreeSided}>
                            <Values sides={one} targetName={targetName} isThreeSided={isThreeSided} />
                        </Entry>
                    ))}
                </ul>
            )}
            {!all && sides.length > shownAtFirst && (
                <Button look="quiet" onClick={() => setAll(true)}>
                    Show all {sides.length}
                </Button>
            )}
        </Step>
    );
}
