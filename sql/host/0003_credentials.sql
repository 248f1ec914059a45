-- Tokens and sessions have a life: who made them when, until when they last, when they were used last. What is null was
-- written by a process of the release before. hint is how a token begins and ends, for people; a session ends with the
-- token that it was opened with.
ALTER TABLE tokens ADD COLUMN id {{id}};
ALTER TABLE tokens ADD COLUMN name {{long_text}};
ALTER TABLE tokens ADD COLUMN hint {{id}};
ALTER TABLE tokens ADD COLUMN created_at BIGINT;
ALTER TABLE tokens ADD COLUMN expires_at BIGINT;
ALTER TABLE tokens ADD COLUMN last_used_at BIGINT;
CREATE INDEX tokens_user ON tokens (user_id);

ALTER TABLE sessions ADD COLUMN token_id {{id}};
ALTER TABLE sessions ADD COLUMN created_at BIGINT;
ALTER TABLE sessions ADD COLUMN last_used_at BIGINT;
CREATE INDEX sessions_user ON sessions (user_id);
