import { ArrowRight } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import type { OrganizationMap } from '../../api/types';
import { paths } from '../../app/paths';
import { relationLabels, TypeBadge } from '../../ui/chips';
import { WarningList } from '../../ui/failures';

type Mapping = OrganizationMap['mappings'][number];

type Props = {
    map: OrganizationMap;
    focus: string;
    /** The target of the chosen arrow. */
    chosen: string | undefined;
    onFocus: (id: string) => void;
};

type MappingsProps = {
    title: string;
    none: string;
    mappings: Mapping[];
    other: 'source' | 'target';
    chosen?: string;
    nameOf: (id: string) => string;
    onFocus: (id: string) => void;
};

function Mappings({ title, none, mappings, other, chosen, nameOf, onFocus }: MappingsProps) {
    const shown = useRef<HTMLLIElement>(null);
    useEffect(() => {
        if (chosen) shown.current?.scrollIntoView({ block: 'nearest' });
    }, [chosen]);
    return (
        <section aria-label={title}>
            <h3>{title}</h3>
            {mappings.length === 0 && <p className="quiet">{none}</p>}
            <ul className="panel-mappings">
                {mappings.map((one) => (
                    <li
                        key={`${one.source} ${one.target}`}
                        data-chosen={one[other] === chosen || undefined}
                        ref={one[other] === chosen ? shown : undefined}
                    >
                        <button type="button" className="link" onClick={() => onFocus(one[other])}>
                            {nameOf(one[other])}
                        </button>
                        <span className="quiet">{relationLabels[one.relation]}</span>
                        <p className={one.promotable ? 'mark-good' : 'mark-bad'}>
                            {one.promotable ? 'Can be promoted along' : (one.reason ?? 'Cannot be promoted along')}
                        </p>
                        {one.warnings.length > 0 && <WarningList warnings={one.warnings} />}
                    </li>
                ))}
            </ul>
        </section>
    );
}

/** One organization of the map in words: what it is, where it may promote to, who may promote to it. */
export function OrganizationPanel({ map, focus, chosen, onFocus }: Props) {
    const names = new Map(map.organizations.map((one) => [one.id, one.name]));
    const nameOf = (id: string) => names.get(id) ?? id;
    const one = map.organizations.find((candidate) => candidate.id === focus);
    if (!one) return null;
    return (
        <aside className="card map-panel" aria-label="The chosen organization">
            <h2 aria-live="polite">{one.name}</h2>
            <p>
                <TypeBadge type={one.type} /> {!one.neo_enabled && <span className="quiet">Neo is not enabled</span>}
            </p>
            <Mappings
                title="Promotes to"
                none="Mapped to no organization that you may see."
                mappings={map.mappings.filter((mapping) => mapping.source === focus)}
                other="target"
                chosen={chosen}
                nameOf={nameOf}
                onFocus={onFocus}
            />
            <Mappings
                title="Receives from"
                none="No organization that you may see is mapped to it."
                mappings={map.mappings.filter((mapping) => mapping.target === focus)}
                other="source"
                nameOf={nameOf}
                onFocus={onFocus}
            />
            <Link href={paths.mappings(one.id, 'related')} className="go">
                Its mappings <ArrowRight size={14} aria-hidden />
            </Link>
        </aside>
    );
}
