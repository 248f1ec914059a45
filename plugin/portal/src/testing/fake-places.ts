import {
    isPromotable,
    type Board,
    type Changes,
    type Custody,
    type Organization,
    type Promotion,
    type Spread,
    type Version,
} from '../api/types';
import type { FakeData } from './fake-data';

/* Where versions are, and where they came from, of the API in memory: what its promotions make of it. */

type SpreadItem = Spread['items'][number];

const versionIn = (data: FakeData, { organization, dataflow, version }: Promotion['source']) =>
    data.versions.find((one) => one.organization === organization && one.dataflow === dataflow && one.version === version);

/** Where a dataflow went in one step, each place once. */
export function placesOf(data: FakeData, org: string, dataflow: string): SpreadItem[] {
    const versions = data.dataflows.find((one) => one.id === dataflow)?.versions ?? [];
    const places = new Map<string, SpreadItem>();
    for (const { id, status, source, target, actor, actor_name, finished_at } of data.promotions) {
        if (status !== 'succeeded' || source.organization !== org || source.dataflow !== dataflow) continue;
        const organization = target.organization!;
        if (places.has(organization)) continue;
        const there = data.organizations.find((one) => one.id === organization);
        const behind = versions.filter(({ version, state }) => isPromotable(state) && version > source.version!).length;
        places.set(organization, {
            organization,
            name: there?.name ?? null,
            type: there?.registration?.type ?? null,
            dataflow: target.dataflow!,
            application: target.application,
            hops: 1,
            source_version: source.version!,
            approved_version: target.approved_version!,
            live_version: null,
            standing: behind > 0 ? 'behind' : 'current',
            behind,
            promotion: id,
            promoted_at: finished_at,
            actor,
            actor_name,
        });
    }
    return [...places.values()].sort((one, other) => (one.organization < other.organization ? -1 : 1));
}

export function summaryOf(items: SpreadItem[]): Spread['summary'] {
    const summary: Spread['summary'] = {};
    for (const { type, standing } of items) {
        const counts = (summary[type ?? 'none'] ??= {});
        counts[standing] = (counts[standing] ?? 0) + 1;
    }
    return summary;
}

export function boardOf(data: FakeData, org: string): Board['items'] {
    return data.dataflows.map(({ id, name, versions }) => {
        const types = Object.entries(summaryOf(placesOf(data, org, id))).map(([type, counts]) => {
            const [current, behind] = [counts.current ?? 0, counts.behind ?? 0];
            return [type, { organizations: current + behind, current, behind, changed_there: 0, diverged: 0 }] as const;
        });
        return {
            id,
            name,
            newest_version: versions.findLast(({ state }) => isPromotable(state))?.version ?? null,
            types: Object.fromEntries(types),
        };
    });
}

/** From a version back to where it was written. */
export function custodyOf(data: FakeData, version: Version): Custody {
    const hops: Custody['hops'] = [];
    for (let one: Version | undefined = version; one; one = one.origin ? versionIn(data, one.origin.source) : undefined)
        hops.push({
            organization: one.organization,
            dataflow: one.dataflow,
            version: one.version,
            promotion: one.origin?.promotion ?? null,
            actor: one.origin?.actor ?? null,
            actor_name: one.origin?.actor_name ?? null,
            at: one.origin?.at ?? null,
            content_hash: 'c0ffee'.padEnd(64, '0'),
            identical: one.origin ? true : null,
        });
    return { hops, complete: data.versions.some((one) => one.organization === hops.at(-1)?.organization && one.origin === null) };
}

export function changesOf(data: FakeData, after: Version, query: URLSearchParams): Changes | undefined {
    const [organization, dataflow, version] = [query.get('organization'), query.get('dataflow'), Number(query.get('version'))];
    const before = versionIn(data, { organization, dataflow, version });
    if (!before) return undefined;
    const [blocks, earlier] = [after.blocks ?? [], before.blocks ?? []];
    const same = (id: unknown) => earlier.find((one) => one.id === id);
    return {
        against: { organization: before.organization, dataflow: before.dataflow, version, state: before.state },
        blocks: {
            added: blocks.filter(({ id }) => !same(id)),
            removed: earlier.filter((one) => !blocks.some(({ id }) => id === one.id)),
            changed: blocks.flatMap((one) => {
                const was = same(one.id);
                if (!was || JSON.stringify(was) === JSON.stringify(one)) return [];
                return [{ id: one.id, name: String(one.name), before: was, after: one }];
            }),
        },
        connections: { added: [], removed: [] },
        order: false,
        module: null,
        global: null,
    };
}

/** An organization with what the list of all tells of each. */
export function detailed({ applications, promotions }: FakeData, one: Organization): Organization {
    const last = promotions.find(({ source, target }) => [source.organization, target.organization].includes(one.id));
    return {
        ...one,
        custom_applications: applications[one.id]?.length ?? null,
        last_promotion: last
            ? {
                  id: last.id,
                  status: last.status,
                  direction: last.source.organization === one.id ? 'out' : 'in',
                  requested_at: last.requested_at,
              }
            : null,
    };
}
