-- Who is registered as what, who may promote to whom, and what came of each promotion.
-- Times are microseconds since 1970 UTC.

-- Immutable: a change of type deletes the row and inserts another.
CREATE TABLE registrations (
    id            {{id}} NOT NULL,
    organization  {{id}} NOT NULL,
    type          {{id}} NOT NULL,
    registered_at BIGINT NOT NULL,
    registered_by {{id}} NOT NULL,
    CONSTRAINT registrations_pk PRIMARY KEY (id),
    CONSTRAINT registrations_organization UNIQUE (organization)
) {{table}};

-- Immutable: a change of relation deletes the row and inserts another.
CREATE TABLE mappings (
    id                  {{id}} NOT NULL,
    source_organization {{id}} NOT NULL,
    target_organization {{id}} NOT NULL,
    relation            {{id}} NOT NULL,
    created_at          BIGINT NOT NULL,
    created_by          {{id}} NOT NULL,
    CONSTRAINT mappings_pk PRIMARY KEY (id),
    CONSTRAINT mappings_source_target UNIQUE (source_organization, target_organization)
) {{table}};

CREATE TABLE mapping_changes (
    id                  {{id}} NOT NULL,
    kind                {{id}} NOT NULL,
    organization        {{id}} NOT NULL,
    target_organization {{id}},
    value_before        {{id}},
    value_after         {{id}},
    actor               {{id}} NOT NULL,
    changed_at          BIGINT NOT NULL,
    CONSTRAINT mapping_changes_pk PRIMARY KEY (id)
) {{table}};
CREATE INDEX mapping_changes_organization ON mapping_changes (organization, id);

-- One row for each promotion key. The lease and the three references are there while the row is prepared or aborting.
CREATE TABLE promotion_ledger (
    promotion_key          {{id}} NOT NULL,
    state                  {{id}} NOT NULL,
    fence                  BIGINT NOT NULL,
    owner                  {{id}} NOT NULL,
    leased_at              BIGINT,
    lease_until            BIGINT,
    promotion_id           {{id}} NOT NULL,
    source_organization    {{id}} NOT NULL,
    source_dataflow        {{id}} NOT NULL,
    source_version         BIGINT NOT NULL,
    target_organization    {{id}} NOT NULL,
    requested_application  {{id}},
    actor                  {{id}} NOT NULL,
    failures               {{long_text}} NOT NULL,
    mapping_id             {{id}},
    source_registration_id {{id}},
    target_registration_id {{id}},
    CONSTRAINT promotion_ledger_pk PRIMARY KEY (promotion_key),
    CONSTRAINT promotion_ledger_mapping FOREIGN KEY (mapping_id) REFERENCES mappings (id),
    CONSTRAINT promotion_ledger_source FOREIGN KEY (source_registration_id) REFERENCES registrations (id),
    CONSTRAINT promotion_ledger_target FOREIGN KEY (target_registration_id) REFERENCES registrations (id)
) {{table}};
CREATE INDEX promotion_ledger_lease ON promotion_ledger (lease_until);
CREATE INDEX promotion_ledger_mapping_id ON promotion_ledger (mapping_id);
CREATE INDEX promotion_ledger_source_id ON promotion_ledger (source_registration_id);
CREATE INDEX promotion_ledger_target_id ON promotion_ledger (target_registration_id);

-- The history: one row for each attempt.
CREATE TABLE promotions (
    id                  {{id}} NOT NULL,
    promotion_key       {{id}} NOT NULL,
    status              {{id}} NOT NULL,
    source_organization {{id}} NOT NULL,
    source_dataflow     {{id}} NOT NULL,
    source_version      BIGINT NOT NULL,
    target_organization {{id}} NOT NULL,
    target_application  {{id}},
    target_dataflow     {{id}},
    approved_version    BIGINT,
    draft_version       BIGINT,
    routed              INTEGER NOT NULL,
    trigger_url         {{long_text}},
    trigger_method      {{id}},
    actor               {{id}} NOT NULL,
    requested_at        BIGINT NOT NULL,
    finished_at         BIGINT,
    failures            {{long_text}} NOT NULL,
    CONSTRAINT promotions_pk PRIMARY KEY (id)
) {{table}};
CREATE INDEX promotions_dataflow ON promotions (source_organization, source_dataflow, source_version, id);
CREATE INDEX promotions_source ON promotions (source_organization, id);
CREATE INDEX promotions_target ON promotions (target_organization, id);
CREATE INDEX promotions_target_dataflow ON promotions (target_organization, target_dataflow, id);

-- A client's own key of a request, so that a repeated request answers the same attempt.
CREATE TABLE idempotency_keys (
    actor           {{id}} NOT NULL,
    idempotency_key {{id}} NOT NULL,
    request_hash    {{id}} NOT NULL,
    promotion_id    {{id}} NOT NULL,
    CONSTRAINT idempotency_keys_pk PRIMARY KEY (actor, idempotency_key)
) {{table}};
