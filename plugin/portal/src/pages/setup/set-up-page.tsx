import './setup.css';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useState } from 'react';
import { Link } from 'wouter';
import { allOrganizationsQuery, organizationMapQuery } from '../../api/queries';
import type { Organization, OrganizationMap } from '../../api/types';
import { useMe } from '../../app/me';
import { Page } from '../../app/page';
import { paths } from '../../app/paths';
import { Button } from '../../ui/button';
import { TextArea } from '../../ui/field';
import { Loaded } from '../../ui/loaded';
import { csvField, csvLines } from './csv';
import { FileButton, PatternForm, TypeOfChosen } from './fill-in';
import { LineTable } from './line-table';
import { forms, planOf, relationKey, type Action, type Facts, type PlannedLine, type SetUp } from './plan';
import { SetUpRun } from './set-up-run';

const kinds: { kind: SetUp; label: string }[] = [
    { kind: 'register', label: 'Register' },
    { kind: 'relate', label: 'Relate' },
];

/** What the list of organizations hands over with the step to this page. */
const chosenThere = () => (history.state as { organizations?: string[] } | null)?.organizations ?? [];

const textOf = (action: Action) =>
    (action.kind === 'register' ? [action.org, action.type] : [action.org, action.target, action.relation]).map(csvField).join(',');

function useFacts(organizations: Organization[], map: OrganizationMap): Facts {
    const me = useMe();
    return useMemo(() => {
        const administered = new Set(me.organizations.filter(({ permissions }) => permissions.includes('neo.admin')).map(({ id }) => id));
        return {
            organizations: new Map(organizations.map((one) => [one.id, one])),
            map,
            relations: new Map(map.mappings.map(({ source, target, relation }) => [relationKey(source, target), relation])),
            mayAdminister: (org) => administered.has(org),
        };
    }, [organizations, map, me]);
}

type SetUpFormProps = { kind: SetUp; organizations: Organization[]; map: OrganizationMap };

function SetUpForm({ kind, organizations, map }: SetUpFormProps) {
    const [chosen] = useState(chosenThere);
    const [texts, setTexts] = useState<Record<SetUp, string>>({ register: '', relate: '' });
    const text = texts[kind];
    const setText = (change: (before: string) => string) => setTexts((before) => ({ ...before, [kind]: change(before[kind]) }));
    const [running, setRunning] = useState<(PlannedLine & { action: Action })[]>();
    const facts = useFacts(organizations, map);
    const settledText = useDeferredValue(text);
    const plan = useMemo(() => planOf(kind, csvLines(settledText, forms[kind][0]!), facts), [kind, settledText, facts]);
    if (running)
        return (
            <SetUpRun
                lines={running}
                onBack={(undone) => {
                    setText(() => undone.map(({ action }) => textOf(action)).join('\n'));
                    setRunning(undefined);
                }}
            />
        );
    const doable = plan.filter((line) => line.state === 'will');
    const counts = {
        nothing: plan.filter(({ state }) => state === 'nothing').length,
        cannot: plan.filter(({ state }) => state === 'cannot').length,
    };
    const add = (lines: string[]) => setText((before) => [...(before.trim() === '' ? [] : [before.trimEnd()]), ...lines].join('\n'));
    const fill = {
        ids: chosen.length > 0 ? chosen : organizations.map(({ id }) => id),
        areChosen: chosen.length > 0,
        onLines: add,
    };
    return (
        <>
            <nav aria-label="What to set up" className="segments">
                {kinds.map((one) => (
                    <Link
                        key={one.kind}
                        href={paths.setUp(one.kind)}
                        state={history.state as unknown}
                        aria-current={one.kind === kind ? 'true' : undefined}
                    >
                        {one.label}
                    </Link>
                ))}
            </nav>
            <section className="card" aria-label="Lines">
                <div className="form">
                    {kind === 'register' ? <TypeOfChosen {...fill} /> : <PatternForm {...fill} />}
                    <TextArea
                        label={`Lines of ${forms[kind].join(',')}`}
                        hint="Write or paste them, also from a spreadsheet; ids, not names."
                        rows={6}
                        value={text}
                        onChange={(next) => setText(() => next)}
                    />
                    <div className="form-start">
                        <FileButton onText={(lines) => add([lines.trim()])} />
                    </div>
                </div>
            </section>
            {plan.length > 0 && (
                <section aria-labelledby="preview">
                    <div className="section-head">
                        <h2 id="preview">What will happen</h2>
                        <Button look="primary" disabled={doable.length === 0} onClick={() => setRunning(doable)}>
                            {kind === 'register' ? `Register or change ${doable.length}` : `Relate ${doable.length}`}
                        </Button>
                    </div>
                    <p role="status">
                        {doable.length} of {plan.length} lines will be done
                        {counts.nothing > 0 && `, ${counts.nothing} need nothing`}
                        {counts.cannot > 0 && `, ${counts.cannot} cannot be done`}.
                    </p>
                    <LineTable lines={plan} />
                </section>
            )}
        </>
    );
}

/** Registers or relates many organizations at once: lines, what each will come to, one yes, and how each ended. */
export default function SetUpPage({ kind }: { kind: SetUp }) {
    const organizations = useQuery(allOrganizationsQuery());
    const map = useQuery(organizationMapQuery());
    return (
        <Page
            title="Set up many"
            about="Nothing is done before you saw what each line will come to."
            crumbs={[{ label: 'Organizations', to: paths.organizations() }]}
        >
            <Loaded read={organizations} loading="Loading organizations" failed="Organizations could not be loaded">
                {(all) => (
                    <Loaded read={map} loading="Loading relations" failed="Relations could not be loaded">
                        {(relations) => <SetUpForm kind={kind} organizations={all} map={relations} />}
                    </Loaded>
                )}
            </Loaded>
        </Page>
    );
}
