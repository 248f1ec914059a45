import { ArrowUp } from 'lucide-react';
import { focusHeading } from './page';

type Props = {
    newer: number;
    isMore: boolean;
    /** What the rows are, as one of them is called. */
    what: string;
    onShow: () => void;
};

/** Says over a list that there are newer rows, and shows them when asked to. It takes no room, so that nothing moves when it comes. */
export const NewerButton = ({ newer, isMore, what, onShow }: Props) => (
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
                    {isMore && ' or more'} newer {what}
                    {newer === 1 ? '' : 's'}
                </span>
            </button>
        )}
    </div>
);
