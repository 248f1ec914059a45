import { useQuery } from '@tanstack/react-query';
import { versionQuery } from '../../api/queries';
import type { VersionId } from '../../api/types';
import { useOrganizationName } from '../../app/me';
import { Page, PageState } from '../../app/page';
import { paths } from '../../app/paths';
import { useUrlState } from '../../app/url-state';
import { RefreshNotice } from '../../ui/loaded';
import { Empty } from '../../ui/states';
import { Comparison } from './comparison';
import { chosenOf, otherOf } from './other';
import { OtherForm } from './other-form';

/** A version beside another one of any organization; at first beside the one that it came from. */
export default function ComparePage({ id }: { id: VersionId }) {
    const [url] = useUrlState();
    const nameOf = useOrganizationName();
    const query = useQuery(versionQuery(id));
    const name = query.data?.version.name || id.dataflow;
    const title = `Compare ${name} v${id.version}`;
    const crumbs = [
        { label: `Dataflows of ${nameOf(id.org)}`, to: paths.dataflows(id.org) },
        { label: name, to: paths.dataflow(id.org, id.dataflow) },
        { label: `v${id.version}`, to: paths.version(id) },
    ];
    if (!query.data)
        return (
            <PageState read={query} title={title} crumbs={crumbs} loading="Loading the version" failed="The version could not be loaded" />
        );
    const other = otherOf(url, query.data.version);
    const chosen = chosenOf(other);
    return (
        <Page title={title} crumbs={crumbs} about={`What this version in ${nameOf(id.org)} has otherwise than another one.`}>
            <RefreshNotice read={query} />
            <OtherForm other={other} />
            {chosen ? <Comparison id={id} other={chosen} /> : <Empty title="Compared with what?">Choose a version above.</Empty>}
        </Page>
    );
}
