import { organizationTypes, typeLabels } from '../../ui/chips';

/** What colours and lines of the map stand for. */
export const Legend = () => (
    <ul className="legend" aria-label="Legend">
        {organizationTypes.map((type) => (
            <li key={type}>
                <span data-type={type} /> {typeLabels[type]}
            </li>
        ))}
        <li>
            <span className="legend-line" /> can be promoted along
        </li>
        <li>
            <span className="legend-line" data-dashed /> cannot
        </li>
    </ul>
);
