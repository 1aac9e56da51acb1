-- ComplianceKit, key store in SQL, version 1, for PostgreSQL
CREATE TABLE IF NOT EXISTS compliancekit_schema (
    part         varchar(32)  COLLATE "C" PRIMARY KEY,
    version      integer      NOT NULL
);
CREATE TABLE compliancekit_key (
    tenant       varchar(64)  COLLATE "C" NOT NULL,
    subject      varchar(128) COLLATE "C" NOT NULL,
    key_id       bigint       NOT NULL,
    purpose      varchar(32)  COLLATE "C" NOT NULL,
    version      integer      NOT NULL,
    algorithm    varchar(32)  COLLATE "C" NOT NULL,
    created_at   varchar(40)  COLLATE "C" NOT NULL,
    commitment   bytea,
    epoch        integer,
    wrapped_key  bytea,
    destroyed_at varchar(40)  COLLATE "C",
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
) WITH (fillfactor = 80);
CREATE TABLE compliancekit_key_unreported (
    tenant       varchar(64)  COLLATE "C" NOT NULL,
    subject      varchar(128) COLLATE "C" NOT NULL,
    key_id       bigint       NOT NULL,
    PRIMARY KEY (tenant, subject, key_id)
);
INSERT INTO compliancekit_schema (part, version) VALUES ('key-store', 1);
