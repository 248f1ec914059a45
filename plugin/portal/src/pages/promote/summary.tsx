import type { Preflight, Version } from '../../api/types';
import { TriggerText } from '../../ui/chips';
import { Step } from './step';

type Props = { version: Version; preflight: Preflight; targetName: string; applicationName: string };

/** In plain words: what will happen, and what will not. */
export function Summary({ version, preflight, targetName, applicationName }: Props) {
    const existing = preflight.route?.dataflow;
    return (
        <Step title="What will happen" state="done">
            <div className="summary">
                <p>
                    Version {version.version} of <b dir="auto">{version.name || version.dataflow}</b> becomes{' '}
                    {existing ? (
                        <>
                            the next version of <b>{existing}</b>
                        </>
                    ) : (
                        'a new dataflow'
                    )}{' '}
                    in <b dir="auto">{targetName}</b>, application <b dir="auto">{applicationName}</b>: an <b>Approved</b> version, and a{' '}
                    <b>Draft</b> for further editing.
                </p>
                <p>Nothing goes live, and drafts of the team there stay as they are.</p>
                <p>
                    The trigger <TriggerText trigger={version.trigger} />, blocks, configurations and headers are kept.{' '}
                    {version.tags?.length ? `The tags (${version.tags.join(', ')}) stay behind.` : 'Tags are not taken along.'}
                </p>
            </div>
        </Step>
    );
}
