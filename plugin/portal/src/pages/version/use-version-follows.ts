import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { dataflowQuery, latestPromotionsQuery, versionQuery } from '../../api/queries';
import type { VersionId } from '../../api/types';

/** Reads a version again when its state or its promotions became others, which is asked for without its content: that may be megabytes. */
export function useVersionFollows(id: VersionId) {
    const { org, dataflow, version } = id;
    const client = useQueryClient();
    const versions = useQuery(dataflowQuery(org, dataflow)).data?.versions;
    const attempts = useQuery(latestPromotionsQuery({ organization: org, role: 'any', dataflow, version })).data;
    const state =
        versions &&
        attempts &&
        JSON.stringify([versions.find((one) => one.version === version), attempts.map((attempt) => [attempt.id, attempt.status])]);
    const seen = useRef(state);
    useEffect(() => {
        const before = seen.current;
        seen.current = state ?? before;
        if (before === undefined || state === undefined || before === state) return;
        void client.invalidateQueries({ queryKey: versionQuery({ org, dataflow, version }).queryKey, exact: true });
    }, [state, client, org, dataflow, version]);
}
