import './recall.css';
import { useQuery } from '@tanstack/react-query';
import { Ban } from 'lucide-react';
import { recallQuery } from '../../api/queries';
import type { Recall, RecallChange, VersionId } from '../../api/types';
import { usePermission } from '../../app/me';
import { PersonName } from '../../ui/person-name';
import { Time } from '../../ui/time';
import { TakeBackRecall } from './take-back-recall';

const Reason = ({ text }: { text: string | null }) => (
    <span className="recall-reason" dir="auto">
        {text}
    </span>
);

const Change = ({ change: { kind, reason, by, by_name, at } }: { change: RecallChange }) => (
    <li>
        <span>
            <PersonName id={by} name={by_name} />{' '}
            {kind === 'recalled' ? (
                <>
                    recalled it: <Reason text={reason} />
                </>
            ) : (
                'took the recall back'
            )}
        </span>
        <span className="quiet">
            <Time at={at} />
        </span>
    </li>
);

/** What happened before, folded; nothing where the recall that stands is all there was, or there never was one. */
export function RecallHistory({ id }: { id: VersionId }) {
    const { recalled, changes } = useQuery(recallQuery(id)).data ?? { recalled: null, changes: [] };
    if (changes.length < (recalled ? 2 : 1)) return null;
    return (
        <details className="recall-history">
            <summary>Recalled and taken back so far ({changes.length})</summary>
            <ol className="changes">
                {changes.map((change, index) => (
                    <Change key={index} change={change} />
                ))}
            </ol>
        </details>
    );
}

/** That a version goes nowhere further: who said so, when and why; and the way back for who may promote it. */
export function RecallNotice({
    id,
    recalled: { reason, recalled_at, recalled_by, recalled_by_name },
}: {
    id: VersionId;
    recalled: Recall;
}) {
    const mayPromote = usePermission(id.org, 'neo.promote');
    return (
        <section className="recall" aria-label="Recall">
            <div className="note note-error recall-note">
                <Ban size={18} aria-hidden />
                <div>
                    <p>
                        Recalled by <PersonName id={recalled_by} name={recalled_by_name} />, <Time at={recalled_at} />:{' '}
                        <Reason text={reason} />
                    </p>
                    <p>It can be promoted nowhere.</p>
                </div>
                {mayPromote && <TakeBackRecall id={id} />}
            </div>
            <RecallHistory id={id} />
        </section>
    );
}
