import { KeyRound, Network, PackageX, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import type { Finding, Preflight } from '../../api/types';
import { Button } from '../../ui/button';
import { Step } from './step';

type Code = Finding['code'];

/** What each kind of finding is, in the order of their weight. */
const kinds: { code: Code; title: string; Icon: LucideIcon }[] = [
    { code: 'secret_literal', title: 'Secrets that are written into it', Icon: KeyRound },
    { code: 'environment_literal', title: 'Names of another environment', Icon: Network },
    { code: 'needs_configuration', title: 'Configuration that it asks for', Icon: PackageX },
    { code: 'needs_helper', title: 'Helpers that it calls', Icon: PackageX },
    { code: 'needs_dataflow', title: 'Dataflows that it calls', Icon: PackageX },
];

/** The findings of one kind that say the same, with their places. */
function groupsOf(findings: Finding[]): { message: string; remedy: string; places: Finding[] }[] {
    const groups = new Map<string, Finding[]>();
    for (const one of findings) groups.set(one.message, [...(groups.get(one.message) ?? []), one]);
    return [...groups].map(([message, places]) => ({ message, remedy: places[0]!.remedy, places }));
}

const shownAtFirst = 3;

function Places({ places }: { places: Finding[] }) {
    const [all, setAll] = useState(false);
    const shown = all ? places : places.slice(0, shownAtFirst);
    return (
        <>
            <ul className="places">
                {shown.map(({ block, pointer }, index) => (
                    <li key={index}>
                        {block !== null && <b>{block}</b>} <code>{pointer}</code>
                    </li>
                ))}
            </ul>
            {!all && places.length > shownAtFirst && (
                <Button look="quiet" onClick={() => setAll(true)}>
                    Show all {places.length} places
                </Button>
            )}
        </>
    );
}

/** What in the content should not cross as it is, or would be missing there; each kind once, with what to do about it. */
export function FindingsStep({ preflight: { findings, findings_total } }: { preflight: Preflight }) {
    if (!findings?.length) return null;
    return (
        <Step title="Found in the content" state="failed">
            <ul className="finding-kinds">
                {kinds.map(({ code, title, Icon }) => {
                    const ofKind = findings.filter((one) => one.code === code);
                    return (
                        ofKind.length > 0 && (
                            <li key={code} data-code={code}>
                                <Icon size={18} aria-hidden />
                                <div>
                                    <h4>
                                        {title} <span className="quiet">{ofKind.length}</span>
                                    </h4>
                                    {groupsOf(ofKind).map(({ message, remedy, places }) => (
                                        <div key={message} className="finding">
                                            <p>{message}</p>
                                            <Places places={places} />
                                            <p className="remedy">{remedy}</p>
                                        </div>
                                    ))}
                                </div>
                            </li>
                        )
                    );
                })}
            </ul>
            {findings_total !== null && findings_total > findings.length && (
                <p className="quiet">
                    The first {findings.length} of {findings_total} are shown.
                </p>
            )}
        </Step>
    );
}
