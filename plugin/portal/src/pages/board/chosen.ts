import type { OrganizationType } from '../../api/types';
import { typeLabels } from '../../ui/chips';

/** A cell of the board: a dataflow, towards the organizations of a type. */
export type Chosen = { dataflow: string; type: OrganizationType };

const same = (one: Chosen) => (other: Chosen) => one.dataflow === other.dataflow && one.type === other.type;

export const isChosen = (all: Chosen[], one: Chosen) => all.some(same(one));

export const toggled = (all: Chosen[], one: Chosen): Chosen[] =>
    isChosen(all, one) ? all.filter((other) => !same(one)(other)) : [...all, one];

/** As it stands in the address: `welcome.uat,audit.prod`. */
export const chosenText = (all: Chosen[]) => all.map(({ dataflow, type }) => `${encodeURIComponent(dataflow)}.${type}`).join(',');

/** What stands in the address; what makes no sense there is left out. */
export function chosenIn(text: string | undefined): Chosen[] {
    const chosen: Chosen[] = [];
    for (const part of (text ?? '').split(',')) {
        const dot = part.lastIndexOf('.');
        const [id, type] = [part.slice(0, dot), part.slice(dot + 1)];
        if (dot < 1 || !Object.hasOwn(typeLabels, type)) continue;
        try {
            const one = { dataflow: decodeURIComponent(id), type: type as OrganizationType };
            if (!isChosen(chosen, one)) chosen.push(one);
        } catch {
            continue;
        }
    }
    return chosen;
}
