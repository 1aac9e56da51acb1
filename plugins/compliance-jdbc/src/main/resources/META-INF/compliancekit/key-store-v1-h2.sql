-- ComplianceKit, key store in SQL, version 1, for H2 in its PostgreSQL mode
CREATE TABLE IF NOT EXISTS compliancekit_schema (
    part         varchar(32)  PRIMARY KEY,
    version      integer      NOT NULL
);
CREATE TABLE compliancekit_key (
    tenant       varchar(64)  NOT NULL,
    subject      varchar(128) NOT NULL,
    key_id       bigint       NOT NULL,
    purpose      varchar(32)  NOT NULL,
    version      integer      NOT NULL,
    algorithm    varchar(32)  NOT NULL,
    created_at   varchar(40)  NOT NULL,
    commitment   bytea,
    epoch        integer,
    wrapped_key  bytea,
    destroyed_at varchar(40) ,
    destroyed_by bytea,
    reason       bytea,
    checksum     bytea        NOT NULL,
    PRIMARY KEY (tenant, subject, key_id),
    CONSTRAINT compliancekit_key_version UNIQUE (tenant, subject, purpose, version),
    CONSTRAINT compliancekit_key_kind CHECK (
        (commitment IS NOT NULL AND epoch IS NOT NULL AND wrapped_key IS NOT NULL
            AND destroyed_at IS NULL AND destroyed_by IS NULL AND reason IS NULL)
        OR (commitment IS NULL AND epoch IS NULL AND wrapped_key IS NULL
            AND destroyed_at IS NOT NULL AND destroyed_by IS NOT NULL AND reason IS NOT NULL))
);
CREATE TABLE compliancekit_key_unreported (
    tenant       varchar(64)  NOT NULL,
    subject      varchar(128) NOT NULL,
    key_id       bigint       NOT NULL,
    PRIMARY KEY (tenant, subject, key_id)
);
INSERT INTO compliancekit_schema (part, version) VALUES ('key-store', 1);
