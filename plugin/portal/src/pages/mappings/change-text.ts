import type { MappingChange } from '../../api/types';
import { relationLabels, typeLabels } from '../../ui/chips';

const words: Record<string, string> = { ...typeLabels, ...relationLabels };
const word = (value: string | null) => (value === null ? 'nothing' : (words[value] ?? value));

/** What somebody did, as what follows his name. */
export function changeText(change: MappingChange, nameOf: (id: string) => string): string {
    const target = change.target === null ? '' : nameOf(change.target);
    switch (change.kind) {
        case 'registered':
            return `registered this organization as ${word(change.after)}`;
        case 'type_changed':
            return `changed the type from ${word(change.before)} to ${word(change.after)}`;
        case 'registration_removed':
            return `took the registration as ${word(change.before)} back`;
        case 'mapping_added':
            return `added the relation to ${target} (${word(change.after)})`;
        case 'relation_changed':
            return `changed the relation to ${target} from ${word(change.before)} to ${word(change.after)}`;
        case 'mapping_removed':
            return `removed the relation to ${target} (${word(change.before)})`;
    }
}
