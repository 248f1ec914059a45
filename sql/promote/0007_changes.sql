-- The changes that one person made, in one organization and in all, begin at one of these and go on in the order of the
-- ids.
CREATE INDEX mapping_changes_organization_actor ON mapping_changes (organization, actor, id);
CREATE INDEX mapping_changes_actor ON mapping_changes (actor, id);
