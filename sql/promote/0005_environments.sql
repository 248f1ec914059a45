-- The host names that an organization declares as its own, so that they are noticed where they cross into another.
-- The revision tells a change from another that came between.
CREATE TABLE environments (
    organization {{id}} NOT NULL,
    revision     BIGINT NOT NULL,
    changed_at   BIGINT NOT NULL,
    changed_by   {{id}} NOT NULL,
    CONSTRAINT environments_pk PRIMARY KEY (organization)
) {{table}};

CREATE TABLE environment_hosts (
    host         {{id}} NOT NULL,
    organization {{id}} NOT NULL,
    CONSTRAINT environment_hosts_pk PRIMARY KEY (host, organization)
) {{table}};
CREATE INDEX environment_hosts_organization ON environment_hosts (organization, host);

-- What this plugin makes for itself once and keeps from everybody: the key of the fingerprints of what is found in
-- contents.
CREATE TABLE secrets (
    name   {{id}} NOT NULL,
    secret {{id}} NOT NULL,
    CONSTRAINT secrets_pk PRIMARY KEY (name)
) {{table}};
