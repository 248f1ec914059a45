import './changes.css';
import { Check, Minus, PencilLine, Plus } from 'lucide-react';
import { useMemo, useState, type ReactNode } from 'react';
import { Button } from '../../ui/button';
import { SideBySide, type Column } from './side-by-side';
import { hasThreeSides, kindOf, type Sides } from './sides';

/** What stands above the sides of a block; the base is shown where there are three. */
export type Titles = { base: string; there: string; after: string };

const icons = { added: Plus, removed: Minus, changed: PencilLine, kept: Check };

function Entry({ sides, isThreeSided, children }: { sides: Sides; isThreeSided: boolean; children: ReactNode }) {
    const kind = kindOf(sides);
    const Icon = icons[kind];
    return (
        <li>
            <details className="change" data-kind={kind}>
                <summary>
                    <Icon size={15} aria-hidden />
                    <bdi className="strong">{sides.block.name}</bdi>
                    <bdi className="quiet">{sides.block.type}</bdi>
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
function Values({ sides, titles, isThreeSided }: { sides: Sides; titles: Titles; isThreeSided: boolean }) {
    const { base, there, after } = sides;
    const columns = useMemo<Column[]>(
        () => [
            ...(isThreeSided ? [{ title: titles.base, text: base ?? '' }] : []),
            { title: titles.there, text: there ?? '' },
            { title: titles.after, text: after ?? '' },
        ],
        [base, there, after, titles, isThreeSided],
    );
    if (there === undefined && base === undefined) return <Whole text={after ?? ''} />;
    if (after === undefined && base === there) return <Whole text={there ?? ''} />;
    return <SideBySide columns={columns} />;
}

const shownAtFirst = 8;

/** Blocks that differ, each to be opened; of many the first ones, until all are asked for. */
export function ChangeList({ sides, titles }: { sides: Sides[]; titles: Titles }) {
    const [all, setAll] = useState(false);
    const isThreeSided = hasThreeSides(sides);
    const shown = all ? sides : sides.slice(0, shownAtFirst);
    if (sides.length === 0) return null;
    return (
        <>
            <ul className="change-list">
                {shown.map((one, index) => (
                    <Entry key={index} sides={one} isThreeSided={isThreeSided}>
                        <Values sides={one} titles={titles} isThreeSided={isThreeSided} />
                    </Entry>
                ))}
            </ul>
            {!all && sides.length > shownAtFirst && (
                <Button look="quiet" onClick={() => setAll(true)}>
                    Show all {sides.length}
                </Button>
            )}
        </>
    );
}
