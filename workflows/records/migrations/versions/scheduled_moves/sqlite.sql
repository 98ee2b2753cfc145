CREATE TABLE scheduled_move (
    definition_id INTEGER NOT NULL,
    process_id VARCHAR(100) NOT NULL,
    day DATE NOT NULL,
    scheduled_by INTEGER NOT NULL,
    scheduled_at VARCHAR(32) NOT NULL,
    status VARCHAR(10) NOT NULL,
    run_id INTEGER,
    settled_by INTEGER,
    settled_at VARCHAR(32),
    CONSTRAINT pk_scheduled_move PRIMARY KEY (definition_id),
    CONSTRAINT ck_scheduled_move_status CHECK (status IN ('waiting', 'begun', 'overtaken', 'no_case', 'cancelled')),
    CONSTRAINT fk_scheduled_move_definition_id_definition FOREIGN KEY(definition_id) REFERENCES definition (id),
    CONSTRAINT fk_scheduled_move_run_id_move_run FOREIGN KEY(run_id) REFERENCES move_run (id)
)
-- next
CREATE INDEX ix_scheduled_move_process_id ON scheduled_move (process_id)
-- next
CREATE INDEX ix_scheduled_move_waiting ON scheduled_move (day) WHERE status = 'waiting'
