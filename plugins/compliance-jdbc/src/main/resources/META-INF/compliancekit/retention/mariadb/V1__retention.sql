-- ComplianceKit, retention in SQL, version 1, for MariaDB. Instants are microseconds since 1970, UTC.
CREATE TABLE IF NOT EXISTS compliancekit_schema (
    part           varchar(32)   CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PRIMARY KEY,
    version        integer       NOT NULL
) ENGINE = InnoDB;
CREATE TABLE compliancekit_due (
    tenant         varchar(64)   CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    record_class   varchar(64)   CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    item           varchar(128)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    event_at       bigint        NOT NULL,
    due_at         bigint        NOT NULL,
    time_limit     varchar(64)   CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    zone           varchar(64)   CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    policy         varchar(128)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    lease_until    bigint        DEFAULT 0 NOT NULL,
    fence          bigint        DEFAULT 0 NOT NULL,
    PRIMARY KEY (tenant, record_class, item)
) ENGINE = InnoDB;
CREATE INDEX compliancekit_due_at ON compliancekit_due (due_at, tenant, record_class, item);
CREATE INDEX compliancekit_due_zone ON compliancekit_due (zone, due_at);
CREATE INDEX compliancekit_due_event ON compliancekit_due (zone, event_at);
CREATE SEQUENCE compliancekit_fence;
CREATE TABLE compliancekit_hold (
    id             varchar(128)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PRIMARY KEY,
    tenant         varchar(64)   CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    subject        varchar(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    reason         varchar(4000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    placed_at      varchar(40)   CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    released_at    varchar(40)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
    delay          varchar(40)   CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    protects_from  bigint        NOT NULL,
    protects_until bigint        NOT NULL
) ENGINE = InnoDB;
CREATE INDEX compliancekit_hold_tenant ON compliancekit_hold (tenant, protects_until);
CREATE TABLE compliancekit_hold_class (
    hold           varchar(128)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL REFERENCES compliancekit_hold (id),
    record_class   varchar(64)   CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    PRIMARY KEY (hold, record_class)
) ENGINE = InnoDB;
CREATE TABLE compliancekit_hold_custodian (
    hold           varchar(128)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL REFERENCES compliancekit_hold (id),
    custodian      varchar(64)   CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    PRIMARY KEY (hold, custodian)
) ENGINE = InnoDB;
CREATE TABLE compliancekit_hold_gate (
    id             integer       PRIMARY KEY
) ENGINE = InnoDB;
INSERT INTO compliancekit_hold_gate (id) VALUES (1);
CREATE TABLE compliancekit_activity (
    sort           varchar(32)   CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    tenant         varchar(64)   CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    id             varchar(128)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    started_at     bigint        NOT NULL,
    last_at        bigint        NOT NULL,
    PRIMARY KEY (sort, tenant, id)
) ENGINE = InnoDB;
CREATE INDEX compliancekit_activity_last ON compliancekit_activity (sort, last_at, tenant, id);
CREATE INDEX compliancekit_activity_start ON compliancekit_activity (sort, started_at, tenant, id);
INSERT INTO compliancekit_schema (part, version) VALUES ('retention', 1);
