import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ContentText } from '../../api/content';
import { compareQuery } from '../../api/queries';
import type { Changes, VersionId } from '../../api/types';
import { useOrganizationName } from '../../app/me';
import { VersionLink } from '../../app/version-link';
import { stateLabels } from '../../ui/chips';
import { Loaded } from '../../ui/loaded';
import { ChangeList } from '../promote/change-list';
import { changesText } from '../promote/changes-text';
import { sidesOfChanges } from '../promote/sides';

type Props = { id: VersionId; other: VersionId };

function Differences({ id, other, changes, content }: Props & { changes: Changes; content: ContentText }) {
    const nameOf = useOrganizationName();
    const sides = useMemo(() => sidesOfChanges(changes, content), [changes, content]);
    const titleOf = (one: VersionId) => `${one.dataflow} v${one.version}, ${nameOf(one.org)}`;
    const [there, after] = [titleOf(other), titleOf(id)];
    const titles = useMemo(() => ({ base: '', there, after }), [there, after]);
    return (
        <>
            <p>{changesText(changes, 'Both have the same content.')}</p>
            <p className="quiet">
                From <VersionLink id={other}>{there}</VersionLink>
                {changes.against && ` (${stateLabels[changes.against.state]})`} to {after}.
            </p>
            <ChangeList sides={sides} titles={titles} />
        </>
    );
}

/** What is otherwise in a version than in another one. */
export function Comparison({ id, other }: Props) {
    const query = useQuery(compareQuery(id, other));
    return (
        <Loaded read={query} loading="Comparing" failed="They could not be compared">
            {(data) => <Differences id={id} other={other} {...data} />}
        </Loaded>
    );
}
