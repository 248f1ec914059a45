import { FileUp } from 'lucide-react';
import { useState } from 'react';
import type { OrganizationType, Relation } from '../../api/types';
import { Button } from '../../ui/button';
import { organizationTypes, relationLabels, typeLabels } from '../../ui/chips';
import { Select, TextField } from '../../ui/field';
import { csvField } from './csv';
import { isPattern, linesOfPattern } from './pattern';

type Props = {
    /** The organizations that were chosen in the list, or all. */
    ids: string[];
    areChosen: boolean;
    onLines: (lines: string[]) => void;
};

/** Gives one type to all that were chosen. */
export function TypeOfChosen({ ids, areChosen, onLines }: Props) {
    if (!areChosen) return null;
    return (
        <Select<OrganizationType>
            label={`Type of the ${ids.length} chosen`}
            placeholder="Choose a type"
            value=""
            options={organizationTypes.map((id) => ({ id, label: typeLabels[id] }))}
            onChange={(type) => type !== '' && onLines(ids.map((id) => `${csvField(id)},${type}`))}
        />
    );
}

const relations = Object.entries(relationLabels).map(([id, label]) => ({ id: id as Relation, label }));

/** Relates each organization that follows one pattern to the one that another makes of it. */
export function PatternForm({ ids, areChosen, onLines }: Props) {
    const [from, setFrom] = useState('*-dev');
    const [to, setTo] = useState('*-uat');
    const [relation, setRelation] = useState<Relation | ''>('default');
    const [isNone, setNone] = useState(false);
    const isWrong = [from, to].some((one) => !isPattern(one));
    const add = () => {
        const lines = relation === '' ? [] : linesOfPattern(ids, from, to, relation);
        setNone(lines.length === 0);
        if (lines.length > 0) onLines(lines);
    };
    return (
        <div className="form form-row pattern-form">
            <TextField
                label="From each"
                value={from}
                onChange={setFrom}
                hint={areChosen ? `Of the ${ids.length} chosen, by id.` : 'Of all organizations, by id.'}
                error={isWrong ? 'Write one * in each, for what both ids have in common.' : isNone && 'No organization has such an id.'}
            />
            <TextField label="To its" value={to} onChange={setTo} />
            <Select label="Relation Type" placeholder="Choose a relation" value={relation} options={relations} onChange={setRelation} />
            <Button onClick={add} disabled={isWrong || relation === ''}>
                Add lines
            </Button>
        </div>
    );
}

/** Takes the lines out of a file. */
export const FileButton = ({ onText }: { onText: (text: string) => void }) => (
    <label className="button file-button">
        <FileUp size={16} aria-hidden />
        <span>Choose a CSV file</span>
        <input
            type="file"
            accept=".csv,.txt,text/csv,text/plain"
            className="hidden"
            onChange={(event) => {
                const [file] = event.target.files ?? [];
                if (file) void file.text().then(onText);
                event.target.value = '';
            }}
        />
    </label>
);
