import type { Failure, RecallChange, RecallHistory, Version } from '../api/types';
import { at, type FakeData } from './fake-data';

/* Recalls of versions, of the API in memory. */

const nameOf = ({ organization, dataflow, version }: Version) => `${organization}/${dataflow}/${version}`;

export const recallsOf = (data: FakeData, version: Version): RecallHistory => ({
    recalled: version.recalled ?? null,
    changes: data.recalls[nameOf(version)] ?? [],
});

function change(data: FakeData, version: Version, reason: string | null) {
    const change: RecallChange = {
        kind: reason === null ? 'taken_back' : 'recalled',
        reason,
        by: 'ana',
        by_name: 'Ana',
        at: at(0),
    };
    data.recalls[nameOf(version)] = [change, ...recallsOf(data, version).changes];
    version.recalled =
        reason === null ? null : { reason, recalled_at: change.at, recalled_by: change.by, recalled_by_name: change.by_name };
    for (const dataflow of version.organization === 'acme-dev' ? data.dataflows : (data.arrived[version.organization] ?? []))
        for (const one of dataflow.versions)
            if (dataflow.id === version.dataflow && one.version === version.version) one.recalled = reason !== null;
}

export const recall = (data: FakeData, version: Version, reason: string) => change(data, version, reason);
export const takeBack = (data: FakeData, version: Version) => change(data, version, null);

/** Why a version that is recalled is not promoted. */
export const recallFailures = ({ recalled }: Version): Failure[] =>
    recalled
        ? [
              {
                  code: 'version_recalled',
                  message: `The version was recalled and goes nowhere further. The reason: '${recalled.reason}'.`,
                  remedy: 'Promote another version of the dataflow, or have the recall taken back by who may promote from its organization.',
              },
          ]
        : [];
