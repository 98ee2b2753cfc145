ALTER TABLE definition ADD COLUMN author_id BIGINT
-- next
ALTER TABLE definition ADD COLUMN note TEXT DEFAULT '' NOT NULL
-- next
ALTER TABLE definition ADD COLUMN effective_from DATE
-- next
ALTER TABLE definition ADD COLUMN restored_from BIGINT CONSTRAINT fk_definition_restored_from_definition REFERENCES definition (id)
-- next
CREATE TABLE process_draft (
    process_id VARCHAR(100) NOT NULL,
    based_on BIGINT,
    opened_at TIMESTAMP WITH TIME ZONE NOT NULL,
    opened_by BIGINT NOT NULL,
    changed_at TIMESTAMP WITH TIME ZONE,
    changed_by BIGINT,
    authors TEXT NOT NULL,
    CONSTRAINT pk_process_draft PRIMARY KEY (process_id),
    CONSTRAINT fk_process_draft_based_on_definition FOREIGN KEY(based_on) REFERENCES definition (id)
)
-- next
CREATE TABLE process_draft_recovery (
    process_id VARCHAR(100) NOT NULL,
    person_id BIGINT NOT NULL,
    name VARCHAR(200) NOT NULL,
    content BYTEA NOT NULL,
    base VARCHAR(64) NOT NULL,
    saved_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_process_draft_recovery PRIMARY KEY (process_id, person_id, name)
)
-- next
CREATE TABLE submission (
    id BIGSERIAL NOT NULL,
    process_id VARCHAR(100) NOT NULL,
    files BYTEA NOT NULL,
    digest VARCHAR(64) NOT NULL,
    based_on BIGINT,
    restored_from BIGINT,
    author_id BIGINT NOT NULL,
    authors TEXT NOT NULL,
    note TEXT NOT NULL,
    effective_from DATE,
    submitted_at TIMESTAMP WITH TIME ZONE NOT NULL,
    status VARCHAR(10) NOT NULL,
    decided_by BIGINT,
    decided_at TIMESTAMP WITH TIME ZONE,
    reason TEXT NOT NULL,
    definition_id BIGINT,
    CONSTRAINT pk_submission PRIMARY KEY (id),
    CONSTRAINT ck_submission_status CHECK (status IN ('waiting', 'published', 'returned', 'withdrawn')),
    CONSTRAINT fk_submission_based_on_definition FOREIGN KEY(based_on) REFERENCES definition (id),
    CONSTRAINT fk_submission_restored_from_definition FOREIGN KEY(restored_from) REFERENCES definition (id),
    CONSTRAINT fk_submission_definition_id_definition FOREIGN KEY(definition_id) REFERENCES definition (id)
)
-- next
CREATE UNIQUE INDEX uq_submission_waiting ON submission (process_id) WHERE status = 'waiting'
-- next
CREATE INDEX ix_submission_process_id_submitted_at ON submission (process_id, submitted_at)
-- next
CREATE TABLE studio_log (
    id BIGSERIAL NOT NULL,
    process_id VARCHAR(100) NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    kind VARCHAR(30) NOT NULL,
    actor_id BIGINT,
    body TEXT NOT NULL,
    CONSTRAINT pk_studio_log PRIMARY KEY (id)
)
-- next
CREATE INDEX ix_studio_log_process_id_id ON studio_log (process_id, id)
-- next
CREATE TRIGGER studio_log_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE ON studio_log
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
-- next
CREATE TABLE process_draft_file (
    process_id VARCHAR(100) NOT NULL,
    name VARCHAR(200) NOT NULL,
    content BYTEA NOT NULL,
    etag VARCHAR(64) NOT NULL,
    changed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    changed_by BIGINT NOT NULL,
    CONSTRAINT pk_process_draft_file PRIMARY KEY (process_id, name),
    CONSTRAINT fk_process_draft_file_process_id_process_draft FOREIGN KEY(process_id) REFERENCES process_draft (process_id)
)
-- next
CREATE TABLE process_draft_presence (
    process_id VARCHAR(100) NOT NULL,
    person_id BIGINT NOT NULL,
    file VARCHAR(200) NOT NULL,
    seen_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_process_draft_presence PRIMARY KEY (process_id, person_id),
    CONSTRAINT fk_process_draft_presence_process_id_process_draft FOREIGN KEY(process_id) REFERENCES process_draft (process_id)
)
