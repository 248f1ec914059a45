-- Which version of a dataflow is live, or approved, is found without walking all of its versions.
CREATE INDEX versions_state ON versions (organization, dataflow, state);
