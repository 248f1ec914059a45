import type { SpreadFilter } from '../../api/queries';
import type { OrganizationType, Standing } from '../../api/types';
import { standingLabels, typeLabels } from '../../ui/chips';

/** What the address of the page asks for. */
export const filterOf = ({ type = '', standing = '', search }: Record<string, string | undefined>): SpreadFilter => ({
    type: Object.hasOwn(typeLabels, type) ? (type as OrganizationType) : undefined,
    standing: Object.hasOwn(standingLabels, standing) ? (standing as Standing) : undefined,
    search: search || undefined,
});
