import './custody.css';
import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { custodyQuery } from '../../api/queries';
import type { VersionId } from '../../api/types';
import { useOrganizationName } from '../../app/me';
import { Page, PageState } from '../../app/page';
import { paths } from '../../app/paths';
import { Button } from '../../ui/button';
import { RefreshNotice } from '../../ui/loaded';
import { saveFile } from '../../ui/save-file';
import { PrintButton } from '../../ui/print-button';
import { Hop } from './hop';

/** The way of a version back to where it was written, to be read, kept and printed. */
export default function CustodyPage({ id }: { id: VersionId }) {
    const nameOf = useOrganizationName();
    const query = useQuery(custodyQuery(id));
    const name = `${id.dataflow} v${id.version}`;
    const title = `The way of ${name}`;
    const crumbs = [
        { label: `Dataflows of ${nameOf(id.org)}`, to: paths.dataflows(id.org) },
        { label: id.dataflow, to: paths.dataflow(id.org, id.dataflow) },
        { label: `v${id.version}`, to: paths.version(id) },
    ];
    if (!query.data)
        return <PageState read={query} title={title} crumbs={crumbs} loading="Loading the way" failed="The way could not be loaded" />;
    const { custody, text } = query.data;
    const { hops, complete } = custody;
    return (
        <Page
            title={title}
            crumbs={crumbs}
            about={`From ${nameOf(id.org)} back to where it was written.`}
            actions={
                <>
                    <PrintButton />
                    <Button
                        icon={<Download size={16} aria-hidden />}
                        onClick={() => saveFile(`${id.org}-${id.dataflow}-v${id.version}.json`, 'application/json', text)}
                    >
                        Download record (JSON)
                    </Button>
                </>
            }
        >
            <RefreshNotice read={query} />
            <ol className="hops" aria-label="From this version back">
                {hops.map((hop, index) => (
                    <Hop key={index} hop={hop} isWritten={complete && index === hops.length - 1} org={id.org} />
                ))}
            </ol>
            {!complete && <p className="note">The way leads on where you may not look.</p>}
        </Page>
    );
}
