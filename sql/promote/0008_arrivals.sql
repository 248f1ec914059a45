-- The newest promotion from each dataflow to each other (W2), of those that succeeded, up to the id in arrivals_progress.
-- Written in the background out of the history, and written anew when both are emptied.
CREATE TABLE arrivals (
    source_organization {{id}} NOT NULL,
    source_dataflow     {{id}} NOT NULL,
    promotion           {{id}} NOT NULL,
    source_version      BIGINT NOT NULL,
    target_organization {{id}} NOT NULL,
    target_dataflow     {{id}} NOT NULL,
    target_application  {{id}},
    approved_version    BIGINT,
    draft_version       BIGINT,
    actor               {{id}} NOT NULL,
    finished_at         BIGINT,
    content_hash        {{id}},
    CONSTRAINT arrivals_pk PRIMARY KEY (source_organization, source_dataflow, promotion)
) {{table}};
CREATE INDEX arrivals_target ON arrivals (target_organization, target_dataflow, source_organization);

CREATE TABLE arrivals_progress (
    id      INTEGER NOT NULL,
    through {{id}} NOT NULL,
    CONSTRAINT arrivals_progress_pk PRIMARY KEY (id)
) {{table}};
