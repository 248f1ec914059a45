import { useQueryClient } from '@tanstack/react-query';
import { Ban } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { VersionId } from '../../api/types';
import { focusHeading } from '../../app/page';
import { paths } from '../../app/paths';
import { useChange } from '../../app/use-change';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { LookUpNote, ProblemNote } from '../../ui/failures';
import { TextArea } from '../../ui/field';
import { tooLong } from '../../ui/too-long';
import { lookUpRecalled, recall, refreshRecall } from './recall';

const longest_bytes = 2000;

/** The button, and what recalling means, with the reason that it needs. */
export function RecallButton({ id }: { id: VersionId }) {
    const [asking, setAsking] = useState(false);
    const [text, setText] = useState('');
    const client = useQueryClient();
    const reason = text.trim();
    const fault = tooLong(reason, longest_bytes);
    const close = () => setAsking(false);
    const change = useChange({
        change: (why: string) => recall(id, why),
        lookUp: (why) => lookUpRecalled(id, why),
        onSuccess: async () => {
            close();
            await refreshRecall(client, id);
            focusHeading();
        },
    });
    return (
        <>
            <Button icon={<Ban size={16} aria-hidden />} onClick={() => setAsking(true)}>
                Recall
            </Button>
            <Dialog
                open={asking}
                onClose={close}
                title={`Recall version ${id.version}?`}
                about={
                    <>
                        It goes nowhere further. What was promoted already stays where it is;{' '}
                        <Link href={paths.spread(id.org, id.dataflow)}>see where it is</Link>.
                    </>
                }
                footer={
                    <>
                        <Button onClick={close}>{change.isPending ? 'Close' : 'Cancel'}</Button>
                        <Button
                            look="danger"
                            busy={change.isPending}
                            disabled={(reason === '' || fault !== undefined) && !change.isPending}
                            onClick={() => change.start(reason)}
                        >
                            Recall it
                        </Button>
                    </>
                }
            >
                <TextArea
                    label="Reason"
                    hint="Why it must go nowhere further. Everybody who sees the version reads this."
                    required
                    value={text}
                    error={fault}
                    onChange={setText}
                />
                {change.isLookingUp && <LookUpNote />}
                {change.problem && <ProblemNote problem={change.problem} />}
            </Dialog>
        </>
    );
}
