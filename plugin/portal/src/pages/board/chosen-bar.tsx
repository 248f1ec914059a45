import { Link } from 'wouter';
import { paths } from '../../app/paths';
import { ClearButton } from '../../ui/field';
import { chosenText, type Chosen } from './chosen';

/** What is chosen on the board, and the way to promote it. */
export function ChosenBar({ org, chosen, onClear }: { org: string; chosen: Chosen[]; onClear: () => void }) {
    return (
        <div className="chosen-bar" role="region" aria-label="Chosen" data-empty={chosen.length === 0 || undefined}>
            <p role="status">
                {chosen.length === 0
                    ? 'Choose cells by their boxes, or by Space, to promote to many organizations at once.'
                    : `${chosen.length} ${chosen.length === 1 ? 'cell' : 'cells'} chosen`}
            </p>
            {chosen.length > 0 && (
                <>
                    <ClearButton label="Choose none" onClick={onClear} />
                    <Link href={paths.plans(org, { chosen: chosenText(chosen) })} className="button button-primary">
                        See the plans
                    </Link>
                </>
            )}
        </div>
    );
}
