-- A promotion asks what went before from its dataflow to its target.
CREATE INDEX promotions_pair ON promotions (source_organization, source_dataflow, target_organization{{then_id}});
