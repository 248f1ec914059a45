-- The reference host's platform: who there is, who may do what, the dataflows, and what promotions created.
-- Lists of words (modules, permissions) are separated by spaces. search_text is id and name in lower case. Times are
-- microseconds since 1970 UTC.

CREATE TABLE organizations (
    id           {{id}} NOT NULL,
    name         {{long_text}} NOT NULL,
    cluster_name {{long_text}} NOT NULL,
    neo_enabled  SMALLINT NOT NULL,
    modules      {{long_text}} NOT NULL,
    search_text  {{long_text}} NOT NULL,
    CONSTRAINT organizations_pk PRIMARY KEY (id)
) {{table}};

CREATE TABLE applications (
    organization {{id}} NOT NULL,
    id           {{id}} NOT NULL,
    name         {{long_text}} NOT NULL,
    kind         {{id}} NOT NULL,
    CONSTRAINT applications_pk PRIMARY KEY (organization, id),
    CONSTRAINT applications_organization FOREIGN KEY (organization) REFERENCES organizations (id)
) {{table}};

CREATE TABLE users (
    id   {{id}} NOT NULL,
    name {{long_text}} NOT NULL,
    CONSTRAINT users_pk PRIMARY KEY (id)
) {{table}};

-- Tokens and sessions are kept as their SHA-256 only.
CREATE TABLE tokens (
    token_hash {{id}} NOT NULL,
    user_id    {{id}} NOT NULL,
    CONSTRAINT tokens_pk PRIMARY KEY (token_hash),
    CONSTRAINT tokens_user FOREIGN KEY (user_id) REFERENCES users (id)
) {{table}};

CREATE TABLE sessions (
    session_hash {{id}} NOT NULL,
    user_id      {{id}} NOT NULL,
    expires_at   BIGINT NOT NULL,
    CONSTRAINT sessions_pk PRIMARY KEY (session_hash),
    CONSTRAINT sessions_user FOREIGN KEY (user_id) REFERENCES users (id)
) {{table}};
CREATE INDEX sessions_expires_at ON sessions (expires_at);

-- The organization "*" stands for every one. A grant without permissions says that they were taken away.
CREATE TABLE grants (
    user_id      {{id}} NOT NULL,
    organization {{id}} NOT NULL,
    permissions  {{long_text}} NOT NULL,
    CONSTRAINT grants_pk PRIMARY KEY (user_id, organization),
    CONSTRAINT grants_user FOREIGN KEY (user_id) REFERENCES users (id)
) {{table}};

-- revision grows with every change of the dataflow or its versions: whoever changes one of them changes this row first.
CREATE TABLE dataflows (
    organization {{id}} NOT NULL,
    id           {{id}} NOT NULL,
    name         {{long_text}} NOT NULL,
    application  {{id}} NOT NULL,
    is_global    SMALLINT NOT NULL,
    module       {{long_text}},
    last_version BIGINT NOT NULL,
    revision     BIGINT NOT NULL,
    search_text  {{long_text}} NOT NULL,
    CONSTRAINT dataflows_pk PRIMARY KEY (organization, id),
    CONSTRAINT dataflows_application FOREIGN KEY (organization, application)
        REFERENCES applications (organization, id)
) {{table}};

-- tags is a JSON array of texts; content is {"blocks": …, "connections": …} with the bytes that it came with.
CREATE TABLE versions (
    organization {{id}} NOT NULL,
    dataflow     {{id}} NOT NULL,
    version      BIGINT NOT NULL,
    state        {{id}} NOT NULL,
    trigger_hash {{id}} NOT NULL,
    method       {{id}} NOT NULL,
    url          {{long_text}} NOT NULL,
    tags         {{long_text}} NOT NULL,
    changed_at   BIGINT NOT NULL,
    changed_by   {{id}} NOT NULL,
    content      {{long_text}} NOT NULL,
    CONSTRAINT versions_pk PRIMARY KEY (organization, dataflow, version),
    CONSTRAINT versions_dataflow FOREIGN KEY (organization, dataflow) REFERENCES dataflows (organization, id)
) {{table}};

-- trigger_hash is the SHA-256 of (organization, method, URL): one dataflow of an organization holds a trigger.
CREATE TABLE trigger_holders (
    trigger_hash {{id}} NOT NULL,
    organization {{id}} NOT NULL,
    dataflow     {{id}} NOT NULL,
    CONSTRAINT trigger_holders_pk PRIMARY KEY (trigger_hash),
    CONSTRAINT trigger_holders_dataflow FOREIGN KEY (organization, dataflow) REFERENCES dataflows (organization, id)
) {{table}};

-- state is "applied", or "barred" up to and including fence; what follows fence is there when it is applied.
CREATE TABLE promotion_keys (
    promotion_key       {{id}} NOT NULL,
    state               {{id}} NOT NULL,
    fence               BIGINT NOT NULL,
    payload_hash        {{id}},
    actor               {{id}},
    source_organization {{id}},
    source_dataflow     {{id}},
    source_version      BIGINT,
    target_organization {{id}},
    target_application  {{id}},
    target_dataflow     {{id}},
    approved_version    BIGINT,
    draft_version       BIGINT,
    method              {{id}},
    url                 {{long_text}},
    applied_at          BIGINT,
    CONSTRAINT promotion_keys_pk PRIMARY KEY (promotion_key)
) {{table}};
