CREATE TABLE event_reason (
    instance_id INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    reason TEXT,
    salt BLOB,
    CONSTRAINT pk_event_reason PRIMARY KEY (instance_id, seq),
    CONSTRAINT fk_event_reason_instance_id_instance FOREIGN KEY(instance_id) REFERENCES instance (id)
)
