import { Box, CodeXml, CornerDownLeft, GitFork, Globe, Library, MessageSquare, Zap, type LucideIcon } from 'lucide-react';
import type { Block } from '../../api/types';

/** Words of block types, the first that fits decides; platforms name their types freely, so these are hints for the eye only. */
const icons: [RegExp, LucideIcon, string][] = [
    [/comment|note|sticky/i, MessageSquare, 'note'],
    [/response|respond|reply/i, CornerDownLeft, 'end'],
    [/trigger|webhook|http in/i, Zap, 'start'],
    [/script|code|function|map|transform/i, CodeXml, 'code'],
    [/\bif\b|condition|switch|branch|merge|split/i, GitFork, 'branch'],
    [/request|http|api/i, Globe, 'call'],
];

export function BlockIcon({ block }: { block: Block }) {
    const [, Icon, kind] = block.library ? [null, Library, 'library'] : (icons.find(([words]) => words.test(block.type ?? '')) ?? [null, Box, 'other']);
    return (
        <span className="block-icon" data-kind={kind}>
            <Icon size={16} aria-hidden={!block.library} aria-label={block.library ? 'From a block library' : undefined} />
        </span>
    );
}
