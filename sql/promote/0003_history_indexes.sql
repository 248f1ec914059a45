-- A page of the history begins at one of these and goes on in the order of the ids.
CREATE INDEX promotions_source_dataflow ON promotions (source_organization, source_dataflow, id);
CREATE INDEX promotions_actor ON promotions (actor, id);
