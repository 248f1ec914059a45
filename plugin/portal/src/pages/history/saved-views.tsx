import { Bookmark, X } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import { Link } from 'wouter';
import { basePath, paths, searchOf } from '../../app/paths';
import { Button } from '../../ui/button';
import { CopyButton } from '../../ui/copy-button';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { isFiltered, type HistoryUrl } from './filter';
import { useViews } from './views';

function SaveForm({ onSave, onClose }: { onSave: (name: string) => void; onClose: () => void }) {
    const [name, setName] = useState('');
    const [asked, setAsked] = useState(false);
    const submit = (event: SubmitEvent) => {
        event.preventDefault();
        setAsked(true);
        if (name.trim() !== '') onSave(name.trim());
    };
    return (
        <form className="form" onSubmit={submit} noValidate>
            <TextField label="Name" value={name} onChange={setName} error={asked && name.trim() === '' && 'Give it a name.'} />
            <div className="form-end">
                <Button onClick={onClose}>Cancel</Button>
                <Button look="primary" type="submit">
                    Save
                </Button>
            </div>
        </form>
    );
}

/** Filters that were saved under a name, each a link that can be given to others; and a way to save the present ones. */
export function SavedViews({ org, url }: { org: string | undefined; url: HistoryUrl }) {
    const { views, save, forget } = useViews();
    const [isSaving, setSaving] = useState(false);
    const here = paths.history(org) + searchOf(url);
    if (views.length === 0 && !isFiltered(url)) return null;
    return (
        <section aria-label="Saved views" className="saved-views">
            {views.map(({ name, to }) => (
                <span key={name} className="saved-view">
                    <Link href={to} aria-current={to === here ? 'page' : undefined}>
                        {name}
                    </Link>
                    <CopyButton text={location.origin + basePath + to} what={`the link of ${name}`} />
                    <button
                        type="button"
                        className="forget"
                        aria-label={`Forget ${name}`}
                        title={`Forget ${name}`}
                        onClick={() => forget(name)}
                    >
                        <X size={14} aria-hidden />
                    </button>
                </span>
            ))}
            {isFiltered(url) && !views.some(({ to }) => to === here) && (
                <button type="button" className="link" onClick={() => setSaving(true)}>
                    <Bookmark size={14} aria-hidden /> Save this view
                </button>
            )}
            <Dialog
                open={isSaving}
                onClose={() => setSaving(false)}
                title="Save this view"
                about="It is kept in this browser, for you. Its link can be given to others, who see of it what they may see."
            >
                <SaveForm
                    onSave={(name) => {
                        save({ name, to: here });
                        setSaving(false);
                    }}
                    onClose={() => setSaving(false)}
                />
            </Dialog>
        </section>
    );
}
