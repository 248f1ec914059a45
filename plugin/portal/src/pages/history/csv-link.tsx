import { Download } from 'lucide-react';
import type { PromotionFilter } from '../../api/queries';
import { searchOf } from '../../app/paths';
import { apiUrl } from '../../base';

/** All that the filter matches, as the server streams it into a file. */
export const CsvLink = ({ filter }: { filter: PromotionFilter }) => (
    <a href={`${apiUrl}/promotions${searchOf({ ...filter, format: 'csv' })}`} download="promotions.csv" className="button">
        <Download size={16} aria-hidden />
        <span>Download CSV</span>
    </a>
);
