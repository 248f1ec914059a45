import { useMe } from '../../app/me';
import { PersonName } from '../../ui/person-name';
import { usePrinting } from '../../ui/use-printing';
import { presets, type HistoryUrl } from './filter';

/** Words for members of the address that say too little by themselves. */
const labels: Record<string, string> = {
    other: 'organization',
    role: 'direction',
    actor: 'who',
    actor_name: 'who',
    type: 'target type',
    standing: 'target then',
};

const wordsOf = (url: HistoryUrl, names: string[]) =>
    names
        .filter((name) => url[name])
        .map((name) => `${labels[name] ?? name}: ${(name === 'time' && presets[url.time!]?.label) || url[name]}`)
        .join('; ');

/** On paper, what was filtered by those members of the address, by whom it was printed and when. */
export function PrintedFilter({ url, names }: { url: HistoryUrl; names: string[] }) {
    const { user } = useMe();
    if (!usePrinting()) return null;
    return (
        <p>
            {wordsOf(url, names) || 'Without a filter'}. Printed by <PersonName {...user} />,{' '}
            {new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC.
        </p>
    );
}
