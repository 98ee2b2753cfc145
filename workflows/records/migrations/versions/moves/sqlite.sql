CREATE TABLE move_run (
    id INTEGER NOT NULL,
    process_id VARCHAR(100) NOT NULL,
    target_id INTEGER NOT NULL,
    mapping TEXT NOT NULL,
    status VARCHAR(10) NOT NULL,
    planned_by INTEGER NOT NULL,
    planned_at VARCHAR(32) NOT NULL,
    begun_by INTEGER,
    begun_at VARCHAR(32),
    undone_by INTEGER,
    undone_at VARCHAR(32),
    CONSTRAINT pk_move_run PRIMARY KEY (id),
    CONSTRAINT ck_move_run_status CHECK (status IN ('judging', 'planned', 'moving', 'moved', 'undoing', 'undone')),
    CONSTRAINT fk_move_run_target_id_definition FOREIGN KEY(target_id) REFERENCES definition (id)
)
-- next
CREATE INDEX ix_move_run_process_id_planned_at ON move_run (process_id, planned_at)
-- next
CREATE INDEX ix_move_run_status ON move_run (status)
-- next
CREATE TABLE move_case (
    run_id INTEGER NOT NULL,
    instance_id INTEGER NOT NULL,
    from_id INTEGER NOT NULL,
    verdict VARCHAR(10),
    reasons TEXT NOT NULL,
    status VARCHAR(10) NOT NULL,
    at VARCHAR(32),
    state_before BLOB,
    rows_before TEXT,
    state_after VARCHAR(64),
    CONSTRAINT pk_move_case PRIMARY KEY (run_id, instance_id),
    CONSTRAINT ck_move_case_verdict CHECK (verdict IN ('safe', 'choice', 'stays')),
    CONSTRAINT ck_move_case_status CHECK (status IN ('waiting', 'moved', 'left', 'undone', 'kept')),
    CONSTRAINT fk_move_case_run_id_move_run FOREIGN KEY(run_id) REFERENCES move_run (id),
    CONSTRAINT fk_move_case_instance_id_instance FOREIGN KEY(instance_id) REFERENCES instance (id),
    CONSTRAINT fk_move_case_from_id_definition FOREIGN KEY(from_id) REFERENCES definition (id)
)
-- next
CREATE INDEX ix_move_case_instance_id ON move_case (instance_id)
-- next
CREATE INDEX ix_move_case_run_id_status ON move_case (run_id, status)
