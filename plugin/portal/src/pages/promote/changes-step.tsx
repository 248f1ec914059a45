import { useMemo } from 'react';
import type { ContentText } from '../../api/content';
import type { Preflight } from '../../api/types';
import { NeedsView } from '../../app/needs-view';
import { stateLabels } from '../../ui/chips';
import { ChangeList } from './change-list';
import { changesText } from './changes-text';
import { hasThreeSides, sidesOf } from './sides';
import { StandingNote } from './standing';
import { Step } from './step';

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
    const sides = useMemo(() => sidesOf(data), [data]);
    const titles = useMemo(
        () => ({
            base: 'Arrived last',
            there: hasThreeSides(sides) ? `Theirs since, in ${targetName}` : `Now in ${targetName}`,
            after: 'After promoting',
        }),
        [sides, targetName],
    );
    return (
        <Step title="Changes" state={preflight.promotable ? 'done' : 'open'}>
            <StandingNote preflight={preflight} targetName={targetName} />
            <p>{changesText(changes, 'The content is the same as there now.')}</p>
            {against && (
                <p className="quiet">
                    Compared with {against.dataflow} v{against.version} ({stateLabels[against.state]}) in {targetName}.
                    {live && ` What runs there is v${live.version}.`}
                </p>
            )}
            {against === null && sides.length > 0 ? (
                <details>
                    <summary>Show what it is made of</summary>
                    <ChangeList sides={sides} titles={titles} />
                </details>
            ) : (
                <ChangeList sides={sides} titles={titles} />
            )}
        </Step>
    );
}
