-- What an organization offers to the contents of its dataflows by name: kind is "configuration" or "helper".
CREATE TABLE organization_names (
    organization {{id}} NOT NULL,
    kind         {{id}} NOT NULL,
    name         {{id}} NOT NULL,
    CONSTRAINT organization_names_pk PRIMARY KEY (organization, kind, name),
    CONSTRAINT organization_names_organization FOREIGN KEY (organization) REFERENCES organizations (id)
) {{table}};
