import { Box, CodeXml, CornerDownLeft, GitFork, Globe, Library, MessageSquare, Zap, type LucideIcon } from 'lucide-react';

/** Words of block types, the first that fits decides; platforms name their types freely, so these are hints for the eye only. */
const icons: [RegExp, LucideIcon, string][] = [
    [/comment|note|sticky/i, MessageSquare, 'note'],
    [/response|respond|reply/i, CornerDownLeft, 'end'],
    [/trigger|webhook|http in/i, Zap, 'start'],
    [/script|code|function|map|transform/i, CodeXml, 'code'],
    [/\bif\b|condition|switch|branch|merge|split/i, GitFork, 'branch'],
    [/request|http|api/i, Globe, 'call'],
];

const iconOf = (type: string) => icons.find(([words]) => words.test(type));

export const looksLikeTrigger = (type: string) => iconOf(type)?.[2] === 'start';

export function BlockIcon({ type, fromLibrary }: { type: string; fromLibrary: boolean }) {
    const [, Icon, kind] = fromLibrary ? [null, Library, 'library'] : (iconOf(type) ?? [null, Box, 'other']);
    return (
        <span className="block-icon" data-kind={kind}>
            <Icon size={16} aria-hidden={!fromLibrary} aria-label={fromLibrary ? 'From a block library' : undefined} />
        </span>
    );
}
