import { useMemo } from 'react';
import type { OrganizationMap, OrganizationType } from '../../api/types';
import { TypeBadge, typeLabels } from '../../ui/chips';
import { matrixOf } from './neighbourhood';

const labelOf = (type: OrganizationType | null) => (type ? typeLabels[type] : 'Not registered');

type Props = {
    map: OrganizationMap;
    /** The types that are shown below, `none` for not registered. */
    source: string;
    target: string;
    onChoose: (source: string, target: string) => void;
};

/** How many mappings lead from which type to which; a number leads to those. */
export function TypeMatrix({ map, source, target, onChoose }: Props) {
    const { sources, targets, cell } = useMemo(() => matrixOf(map), [map]);
    return (
        <div className="matrix-scroll">
            <table className="matrix">
                <caption className="hidden">Mappings by the types of both ends</caption>
                <thead>
                    <tr>
                        <th scope="col">From, to</th>
                        {targets.map((to) => (
                            <th key={to} scope="col">
                                <TypeBadge type={to} />
                            </th>
                        ))}
                    </tr>
                </thead>
                <tbody>
                    {sources.map((from) => (
                        <tr key={from}>
                            <th scope="row">
                                <TypeBadge type={from} />
                            </th>
                            {targets.map((to) => {
                                const found = cell(from, to);
                                const [fromId, toId] = [from ?? 'none', to ?? 'none'];
                                const isShown = source === fromId && target === toId;
                                return (
                                    <td key={to}>
                                        {found ? (
                                            <button
                                                type="button"
                                                className="link"
                                                aria-pressed={isShown}
                                                onClick={() => (isShown ? onChoose('', '') : onChoose(fromId, toId))}
                                            >
                                                {found.count}
                                                <span className="hidden">
                                                    from {labelOf(from)} to {labelOf(to)}
                                                </span>
                                                {found.barred > 0 && <span className="quiet">{found.barred} cannot</span>}
                                            </button>
                                        ) : (
                                            <span className="quiet">–</span>
                                        )}
                                    </td>
                                );
                            })}
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}
