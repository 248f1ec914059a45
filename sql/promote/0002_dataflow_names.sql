-- The name that a dataflow had when its promotion was asked for; ids may say little to a person.
ALTER TABLE promotions ADD COLUMN dataflow_name {{long_text}};
