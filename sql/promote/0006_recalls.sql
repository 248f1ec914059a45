-- The versions that go nowhere further, and what happened to them: each recall, and each that was taken back.
CREATE TABLE recalls (
    organization {{id}} NOT NULL,
    dataflow     {{id}} NOT NULL,
    version      BIGINT NOT NULL,
    reason       {{long_text}} NOT NULL,
    recalled_at  BIGINT NOT NULL,
    recalled_by  {{id}} NOT NULL,
    CONSTRAINT recalls_pk PRIMARY KEY (organization, dataflow, version)
) {{table}};

-- The reason is null where a recall was taken back.
CREATE TABLE recall_changes (
    id           {{id}} NOT NULL,
    organization {{id}} NOT NULL,
    dataflow     {{id}} NOT NULL,
    version      BIGINT NOT NULL,
    kind         {{id}} NOT NULL,
    reason       {{long_text}},
    actor        {{id}} NOT NULL,
    changed_at   BIGINT NOT NULL,
    CONSTRAINT recall_changes_pk PRIMARY KEY (id)
) {{table}};
CREATE INDEX recall_changes_version ON recall_changes (organization, dataflow, version, id);
