import type { QueryClient } from '@tanstack/react-query';

/** After a registration or mapping changed: everything that is decided by them is asked for anew. */
export const refreshMappings = (client: QueryClient) =>
    Promise.all(
        ['mappings', 'mapping-changes', 'organization-map', 'organizations', 'promotion-targets', 'preflight'].map((about) =>
            client.invalidateQueries({ queryKey: [about] }),
        ),
    );
