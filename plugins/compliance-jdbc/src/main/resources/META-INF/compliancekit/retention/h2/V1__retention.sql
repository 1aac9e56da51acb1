-- ComplianceKit, retention in SQL, version 1, for H2. Instants are microseconds since 1970, UTC.
CREATE TABLE IF NOT EXISTS compliancekit_schema (
    part           varchar(32)   PRIMARY KEY,
    version        integer       NOT NULL
);
CREATE TABLE compliancekit_due (
    tenant         varchar(64)   NOT NULL,
    record_class   varchar(64)   NOT NULL,
    item           varchar(128)  NOT NULL,
    event_at       bigint        NOT NULL,
    due_at         bigint        NOT NULL,
    time_limit     varchar(64)   NOT NULL,
    zone           varchar(64)   NOT NULL,
    policy         varchar(128)  NOT NULL,
    lease_until    bigint        DEFAULT 0 NOT NULL,
    fence          bigint        DEFAULT 0 NOT NULL,
    PRIMARY KEY (tenant, record_class, item)
);
CREATE INDEX compliancekit_due_at ON compliancekit_due (due_at, tenant, record_class, item);
CREATE INDEX compliancekit_due_zone ON compliancekit_due (zone, due_at);
CREATE INDEX compliancekit_due_event ON compliancekit_due (zone, event_at);
CREATE SEQUENCE compliancekit_fence;
CREATE TABLE compliancekit_hold (
    id             varchar(128)  PRIMARY KEY,
    tenant         varchar(64)   NOT NULL,
    subject        varchar(128) ,
    reason         varchar(4000) NOT NULL,
    placed_at      varchar(40)   NOT NULL,
    released_at    varchar(40)  ,
    delay          varchar(40)   NOT NULL,
    protects_from  bigint        NOT NULL,
    protects_until bigint        NOT NULL
);
CREATE INDEX compliancekit_hold_tenant ON compliancekit_hold (tenant, protects_until);
CREATE TABLE compliancekit_hold_class (
    hold           varchar(128)  NOT NULL REFERENCES compliancekit_hold (id),
    record_class   varchar(64)   NOT NULL,
    PRIMARY KEY (hold, record_class)
);
CREATE TABLE compliancekit_hold_custodian (
    hold           varchar(128)  NOT NULL REFERENCES compliancekit_hold (id),
    custodian      varchar(64)   NOT NULL,
    PRIMARY KEY (hold, custodian)
);
CREATE TABLE compliancekit_hold_gate (
    id             integer       PRIMARY KEY
);
INSERT INTO compliancekit_hold_gate (id) VALUES (1);
CREATE TABLE compliancekit_activity (
    sort           varchar(32)   NOT NULL,
    tenant         varchar(64)   NOT NULL,
    id             varchar(128)  NOT NULL,
    started_at     bigint        NOT NULL,
    last_at        bigint        NOT NULL,
    PRIMARY KEY (sort, tenant, id)
);
CREATE INDEX compliancekit_activity_last ON compliancekit_activity (sort, last_at, tenant, id);
CREATE INDEX compliancekit_activity_start ON compliancekit_activity (sort, started_at, tenant, id);
INSERT INTO compliancekit_schema (part, version) VALUES ('retention', 1);
