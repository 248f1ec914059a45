/** What the lines of the map stand for. */
export const Legend = () => (
    <ul className="legend" aria-label="Legend">
        <li>
            <span className="legend-line" /> can be promoted along
        </li>
        <li>
            <span className="legend-line" data-dashed /> cannot
        </li>
    </ul>
);
