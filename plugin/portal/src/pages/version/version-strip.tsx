import { useQuery } from '@tanstack/react-query';
import { useLayoutEffect, useRef } from 'react';
import { Link } from 'wouter';
import { dataflowQuery } from '../../api/queries';
import { isPromotable, type VersionId } from '../../api/types';
import { usePromoteDenial } from '../../app/me';
import { paths, type Search } from '../../app/paths';
import { RecalledMark, StateChip } from '../../ui/chips';
import { PromoteIcon } from '../../ui/promote-icon';

/** All versions of the dataflow with their states, newest first; the promote icon on those that can be promoted. */
export function VersionStrip({ id, shown }: { id: VersionId; shown: Search }) {
    const versions = useQuery(dataflowQuery(id.org, id.dataflow)).data?.versions ?? [];
    const denialOf = usePromoteDenial();
    const strip = useRef<HTMLElement>(null);
    useLayoutEffect(() => {
        const current = strip.current?.querySelector<HTMLElement>('[data-current]');
        if (current) strip.current!.scrollLeft = current.offsetLeft - (strip.current!.clientWidth - current.offsetWidth) / 2;
    }, [id.version, versions.length]);
    return (
        <nav aria-label="Versions" className="version-strip" ref={strip}>
            <ul>
                {[...versions].reverse().map(({ version, state, promoted, recalled }) => {
                    const one = { ...id, version };
                    return (
                        <li key={version} data-current={version === id.version || undefined}>
                            <Link href={paths.version(one)} aria-current={version === id.version ? 'page' : undefined}>
                                <span className="strong">v{version}</span>
                                <StateChip state={state} />
                                {recalled && <RecalledMark />}
                            </Link>
                            {isPromotable(state) && (
                                <PromoteIcon
                                    id={one}
                                    promoted={promoted}
                                    search={version === id.version ? shown : undefined}
                                    denied={denialOf(id.org, recalled)}
                                />
                            )}
                        </li>
                    );
                })}
            </ul>
        </nav>
    );
}
