import { ArrowUp } from 'lucide-react';
import { focusHeading } from '../../app/page';

type Props = { newer: number; isMore: boolean; onShow: () => void };

/** Says over a list that there are newer rows, and shows them when asked to. It takes no room, so that nothing moves when it comes. */
export const NewerButton = ({ newer, isMore, onShow }: Props) => (
    <div role="status" className="newer">
        {newer > 0 && (
            <button
                type="button"
                className="button"
                onClick={() => {
                    onShow();
                    focusHeading();
                }}
            >
                <ArrowUp size={16} aria-hidden />
                <span>
                    {newer}
                    {isMore && ' or more'} newer promotion{newer === 1 ? '' : 's'}
                </span>
            </button>
        )}
    </div>
);
