import type { Failure, Mapping, OrganizationType, Promotion, PromotionRequest, Version } from '../api/types';
import { at, nothingSaid, startData, type FakeData } from './fake-data';
import { countsOf, historyOf } from './fake-history';
import { boardOf, changesOf, custodyOf, detailed, placesOf, summaryOf } from './fake-places';
import { recall, recallFailures, recallsOf, takeBack } from './fake-recalls';

/* An API in memory for component tests and for `npm run dev` without a host. The plugin's own rules are tested against the plugin. */

const hierarchy: Partial<Record<OrganizationType, OrganizationType[]>> = {
    dev: ['dev', 'uat', 'sit'],
    sit: ['sit', 'prod', 'automation'],
    uat: ['uat', 'prod', 'automation'],
};

const json = (status: number, body: unknown) =>
    new Response(status === 204 ? null : JSON.stringify(body), {
        status,
        headers: { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json' },
    });

export const problem = (status: number, code: string, detail: string, more: object = {}) =>
    json(status, { status, title: detail, detail, code, ...more });

const page = (items: unknown[], query: URLSearchParams, more: object = {}) => {
    const from = Number(query.get('cursor') ?? 0);
    const limit = Number(query.get('limit') ?? 50);
    const next_cursor = from + limit < items.length ? String(from + limit) : null;
    return json(200, { items: items.slice(from, from + limit), next_cursor, ...more });
};

/** Answers as the API does, on data of its own; a test may replace an answer by `override`. */
export class FakeApi {
    data: FakeData = startData();
    override: ((request: Request) => Promise<Response | undefined> | Response | undefined) | undefined;

    fetch = async (request: Request): Promise<Response> => {
        const overridden = await this.override?.(request.clone());
        if (overridden) return overridden;
        const url = new URL(request.url);
        const path = url.pathname.split('/').slice(1).map(decodeURIComponent);
        if (url.pathname === '/api/v1/session') return this.session(request);
        if (!this.data.loggedIn) return problem(401, 'unauthenticated', 'Log in.');
        const body = request.method === 'GET' || request.method === 'DELETE' ? undefined : ((await request.json()) as unknown);
        return (
            this.route(request.method, path.slice(4), url.searchParams, body) ?? problem(404, 'route_unknown', 'There is no such route.')
        );
    };

    private async session(request: Request) {
        this.data.loggedIn = request.method === 'POST' && ((await request.json()) as { token?: string }).token !== 'wrong';
        return this.data.loggedIn || request.method === 'DELETE'
            ? json(204, null)
            : problem(401, 'unauthenticated', 'The token is not known.');
    }

    private route(method: string, [first, org = '', what, ...rest]: string[], query: URLSearchParams, body: unknown): Response | undefined {
        const { data } = this;
        const search = (query.get('search') ?? '').toLowerCase();
        if (first === 'me') return json(200, data.me);
        if (first === 'organization-map') return this.map();
        if (first === 'promotions') return this.promotions(method, org, query, body as PromotionRequest);
        if (first === 'mapping-changes') {
            const is = (name: string, value: string) => !query.get(name) || query.get(name) === value;
            const from = query.get('from') ?? '';
            return page(
                data.changes.filter((one) => is('organization', one.organization) && is('actor', one.actor) && one.at >= from),
                query,
            );
        }
        if (first !== 'organizations') return undefined;
        if (org === '') {
            const found = data.organizations.filter((one) => one.name.toLowerCase().includes(search));
            return page(query.get('details') === 'true' ? found.map((one) => detailed(data, one)) : found, query);
        }
        const organization = data.organizations.find((one) => one.id === org);
        if (!organization) return problem(404, 'organization_unknown', 'There is no such organization.');
        switch (what) {
            case undefined:
                return json(200, organization);
            case 'registration':
                if (method === 'DELETE') {
                    organization.registration = null;
                    return json(204, null);
                }
                organization.registration = {
                    type: (body as { type: OrganizationType }).type,
                    registered_at: at(0),
                    registered_by: 'ana',
                    registered_by_name: 'Ana',
                };
                return json(200, { ...organization, warnings: [] });
            case 'applications':
                return page(data.applications[org] ?? [], query);
            case 'people': {
                const people = data.people[org] ?? [];
                return page(
                    people.filter(({ user, name }) => `${user} ${name ?? ''}`.toLowerCase().includes(search)),
                    query,
                    { told: data.people[org] !== undefined },
                );
            }
            case 'mapping-changes':
                return page(data.changes, query);
            case 'mappings':
                return this.mappings(method, org, rest[0], body as { target: string; relation: Mapping['relation'] }, query);
            case 'board': {
                const items = boardOf(data, org).filter((one) => one.name.toLowerCase().includes(search));
                const isBehind = ({ types }: (typeof items)[number]) => Object.values(types).some(({ behind }) => behind > 0);
                return page(query.get('behind') === 'true' ? items.filter(isBehind) : items, query);
            }
            case 'dataflows':
                return this.dataflows(method, org, rest, query, search, body);
        }
        return undefined;
    }

    private mappingTo(org: string, target: string, relation: Mapping['relation']): Mapping {
        const typeOf = (id: string) => this.data.organizations.find((one) => one.id === id)?.registration?.type ?? null;
        const [from, to] = [typeOf(org), typeOf(target)];
        const promotable = from !== null && to !== null && (hierarchy[from]?.includes(to) ?? false);
        const target_name = this.data.organizations.find((one) => one.id === target)?.name ?? target;
        const reason = promotable ? null : `Nothing can be promoted from ${from} to ${to}.`;
        const warnings =
            relation === 'sibling' && from !== to ? [{ code: 'sibling_types_differ', message: 'The two are of different types.' }] : [];
        const created = { created_at: at(5), created_by: 'ana', created_by_name: 'Ana' };
        return { target, target_name, target_type: to, relation, promotable, reason, ...created, warnings };
    }

    private mappings(
        method: string,
        org: string,
        target: string | undefined,
        body: { target: string; relation: Mapping['relation'] },
        query: URLSearchParams,
    ) {
        const all = (this.data.mappings[org] ??= []);
        if (method === 'GET') return page(all, query);
        if (method === 'DELETE') {
            this.data.mappings[org] = all.filter((one) => one.target !== target);
            return json(204, null);
        }
        if (method === 'PATCH') {
            const one = all.find((candidate) => candidate.target === target)!;
            one.relation = body.relation;
            one.warnings = this.mappingTo(org, one.target, one.relation).warnings;
            return json(200, one);
        }
        if (!this.data.organizations.find((one) => one.id === body.target)?.registration)
            return problem(
                422,
                'target_not_registered',
                `${body.target} is not registered. Register it on its own Organization Mapping page first.`,
            );
        if (all.some((one) => one.target === body.target)) return problem(409, 'mapping_exists', `${body.target} is related already.`);
        const one = this.mappingTo(org, body.target, body.relation);
        all.push(one);
        return json(201, one);
    }

    private map() {
        const { organizations, mappings } = this.data;
        return json(200, {
            organizations: organizations.map(({ id, name, neo_enabled, registration }) => ({
                id,
                name,
                neo_enabled,
                type: registration?.type ?? null,
            })),
            mappings: Object.entries(mappings).flatMap(([source, all]) =>
                all.map(({ target, relation, promotable, reason, warnings }) => ({
                    source,
                    target,
                    relation,
                    promotable,
                    reason,
                    warnings,
                })),
            ),
        });
    }

    private dataflows(
        method: string,
        org: string,
        [id, part, version, what, target]: string[],
        query: URLSearchParams,
        search: string,
        body: unknown,
    ) {
        const { data } = this;
        const all = org === 'acme-dev' ? data.dataflows : (data.arrived[org] ?? []);
        if (id === undefined) {
            const [state, application] = [query.get('state'), query.get('application')];
            const matches = all.filter(
                (one) =>
                    one.name.toLowerCase().includes(search) &&
                    (!application || one.application === application) &&
                    (!state || one.versions.some((each) => each.state === state)),
            );
            return page(matches, query);
        }
        const dataflow = all.find((one) => one.id === id);
        if (!dataflow) return problem(404, 'dataflow_unknown', 'There is no such dataflow.');
        if (part === 'spread') {
            const places = placesOf(data, org, id);
            const [type, standing] = [query.get('type'), query.get('standing')];
            const matches = places.filter(
                (one) =>
                    (!type || one.type === type) &&
                    (!standing || one.standing === standing) &&
                    (one.name ?? one.organization).toLowerCase().includes(search),
            );
            return page(matches, query, { summary: summaryOf(places) });
        }
        if (version === undefined) return json(200, dataflow);
        const one = data.versions.find(
            ({ organization, dataflow, version: number }) => organization === org && dataflow === id && number === Number(version),
        );
        if (!one) return problem(404, 'version_unknown', 'There is no such version.');
        if (what === undefined) return json(200, one);
        if (what === 'origin') return json(200, custodyOf(data, one));
        if (what === 'recall') return this.recall(method, one, body);
        if (what === 'compare') {
            const changes = changesOf(data, one, query);
            return changes ? json(200, changes) : problem(404, 'version_unknown', 'There is no such version.');
        }
        if (target !== undefined) {
            const items = data.applications[target] ?? [];
            const message =
                items.length > 0 ? null : 'There is no custom application. Create one in the target organization, then come back.';
            return json(200, { items, next_cursor: null, locked_to: null, message });
        }
        const targets = (data.mappings[org] ?? []).filter((one) => one.promotable);
        return page(
            targets.map((one) => ({ organization: one.target, name: one.target_name, type: one.target_type, relation: one.relation })),
            query,
        );
    }

    private recall(method: string, version: Version, body: unknown): Response {
        if (method === 'GET') return json(200, recallsOf(this.data, version));
        if (method === 'DELETE') {
            if (!version.recalled) return problem(404, 'recall_unknown', 'The version is not recalled: there is nothing to take back.');
            takeBack(this.data, version);
            return json(204, null);
        }
        const { recalled } = version;
        const { reason } = body as { reason: string };
        if (recalled?.reason !== reason) recall(this.data, version, reason);
        return json(recalled ? 200 : 201, version.recalled);
    }

    private promotions(method: string, what: string, query: URLSearchParams, body: PromotionRequest): Response {
        const { data } = this;
        if (method === 'GET' && what === 'counts') return json(200, countsOf(data, query));
        if (method === 'GET' && what)
            return json(
                200,
                data.promotions.find((one) => one.id === what),
            );
        if (method === 'GET' && query.get('format') === 'csv')
            return new Response(['id,status', ...data.promotions.map(({ id, status }) => `${id},${status}`), ''].join('\r\n'), {
                headers: { 'Content-Type': 'text/csv; charset=utf-8' },
            });
        if (method === 'GET') return page(historyOf(data, query), query);
        const version = data.versions.find((one) => one.dataflow === body.source.dataflow && one.version === body.source.version)!;
        const failures = [...recallFailures(version), ...this.check(body)];
        if (what === 'preflight') {
            const changes = {
                against: null,
                blocks: { added: version.blocks, removed: [], changed: [] },
                connections: { added: version.connections, removed: [] },
                order: false,
                module: null,
                global: null,
            };
            const route = { application: body.target.application ?? '', dataflow: null, routed: false, reason: null };
            const promotable = failures.length === 0;
            const seen = {
                standing: 'new',
                base: null,
                live: null,
                their_changes: null,
                overlap: { blocks: [] },
                findings: [],
                findings_total: 0,
            };
            return json(200, { promotable, failures, warnings: [], route, changes, ...seen, plan: promotable ? '1.plan' : null });
        }
        if (failures[0])
            return problem(failures[0].code === 'already_promoted' ? 409 : 422, failures[0].code, failures[0].message!, { failures });
        const promotion: Promotion = {
            id: `p${data.promotions.length + 1}`,
            key: '0'.repeat(64),
            status: 'succeeded',
            source: body.source,
            dataflow_name: version.name,
            target: {
                organization: body.target.organization,
                application: body.target.application ?? null,
                dataflow: body.source.dataflow,
                approved_version: 1,
                draft_version: 2,
            },
            routed: false,
            trigger: version.trigger,
            actor: 'ana',
            actor_name: 'Ana',
            requested_at: at(0),
            finished_at: at(0),
            failures: [],
            ...nothingSaid,
        };
        data.promotions.unshift(promotion);
        version.promotions = [promotion, ...version.promotions];
        const dataflow = data.dataflows.find((one) => one.id === body.source.dataflow)!;
        dataflow.promoted = true;
        for (const one of dataflow.versions) if (one.version === body.source.version) one.promoted = true;
        return json(201, promotion);
    }

    private check({ source, target }: PromotionRequest): Failure[] {
        const earlier = this.data.promotions.find(
            (one) => one.source.version === source.version && one.target.organization === target.organization,
        );
        if (earlier)
            return [
                {
                    code: 'already_promoted',
                    message: 'This version was promoted to this organization before.',
                    remedy: 'Promote a newer version.',
                    promotion: earlier.id,
                },
            ];
        if (!target.application) return [{ code: 'application_required', message: 'No application was chosen.', remedy: 'Choose one.' }];
        return [];
    }
}
