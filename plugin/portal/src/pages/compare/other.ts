import type { Version, VersionId } from '../../api/types';

/** What is chosen so far of the version that another one is compared with. */
export type Other = { org: string; dataflow: string; version: number | undefined };

function asVersion(text: string | undefined): number | undefined {
    const version = Number(text);
    return Number.isSafeInteger(version) && version > 0 ? version : undefined;
}

/** What the address asks for; where it asks for nothing, what the version came from, else its own dataflow. */
export function otherOf(url: Record<string, string | undefined>, { organization, dataflow, origin }: Version): Other {
    if (url.organization) return { org: url.organization, dataflow: url.dataflow ?? '', version: asVersion(url.version) };
    const source = origin?.source;
    if (source?.organization && source.dataflow && source.version)
        return { org: source.organization, dataflow: source.dataflow, version: source.version };
    return { org: organization, dataflow, version: undefined };
}

/** The version, once it is chosen whole. */
export const chosenOf = ({ org, dataflow, version }: Other): VersionId | undefined =>
    dataflow !== '' && version !== undefined ? { org, dataflow, version } : undefined;
