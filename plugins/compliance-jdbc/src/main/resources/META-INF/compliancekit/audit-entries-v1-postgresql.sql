-- ComplianceKit, copies of audit logs in SQL, version 1, for PostgreSQL 13 and later
CREATE TABLE IF NOT EXISTS compliancekit_schema (
    part            varchar(32)  COLLATE "C" PRIMARY KEY,
    version         integer      NOT NULL
);
CREATE TABLE compliancekit_audit_log (
    origin          varchar(255) COLLATE "C" PRIMARY KEY,
    next_index      bigint       NOT NULL,
    last_leaf       bytea        NOT NULL,
    checkpoint_size bigint       NOT NULL DEFAULT 0,
    checkpoint      text         COLLATE "C" NOT NULL DEFAULT '',
    CHECK (octet_length(last_leaf) = CASE WHEN next_index = 0 THEN 0 ELSE 32 END),
    CHECK (checkpoint_size BETWEEN 0 AND next_index)
);
CREATE TABLE compliancekit_audit_entry (
    origin          varchar(255) COLLATE "C" NOT NULL,
    idx             bigint       NOT NULL CHECK (idx >= 0),
    recorded_at     timestamptz  NOT NULL,
    tenant          varchar(64)  COLLATE "C" NOT NULL,
    action          varchar(64)  COLLATE "C" NOT NULL,
    leaf            bytea        NOT NULL,
    body            bytea        NOT NULL,
    PRIMARY KEY (origin, idx, recorded_at)
) PARTITION BY RANGE (recorded_at);
CREATE INDEX compliancekit_audit_entry_tenant ON compliancekit_audit_entry (tenant, recorded_at);
CREATE TABLE compliancekit_audit_dropped (
    origin          varchar(255) COLLATE "C" NOT NULL,
    month           date         NOT NULL,
    from_index      bigint       NOT NULL,
    to_index        bigint       NOT NULL,
    entries         bigint       NOT NULL,
    PRIMARY KEY (origin, month)
);

-- what was written stays, also against a slip of the owner
CREATE FUNCTION compliancekit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit entries are never changed; months are dropped as a whole'
        USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER compliancekit_append_only BEFORE UPDATE OR DELETE ON compliancekit_audit_entry
    FOR EACH ROW EXECUTE FUNCTION compliancekit_append_only();
CREATE TRIGGER compliancekit_no_truncate BEFORE TRUNCATE ON compliancekit_audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION compliancekit_append_only();
CREATE FUNCTION compliancekit_only_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.origin <> OLD.origin OR NEW.next_index < OLD.next_index OR NEW.checkpoint_size < OLD.checkpoint_size THEN
        RAISE EXCEPTION 'the cursor of an audit log only goes forward'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER compliancekit_only_forward BEFORE UPDATE ON compliancekit_audit_log
    FOR EACH ROW EXECUTE FUNCTION compliancekit_only_forward();

-- each tenant sees its own: SELECT set_config('compliancekit.tenant', 'acme', true)
ALTER TABLE compliancekit_audit_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE compliancekit_audit_entry FORCE ROW LEVEL SECURITY;
CREATE POLICY compliancekit_append ON compliancekit_audit_entry FOR INSERT WITH CHECK (true);
CREATE POLICY compliancekit_tenant ON compliancekit_audit_entry FOR SELECT
    USING (tenant = current_setting('compliancekit.tenant', true));
INSERT INTO compliancekit_schema (part, version) VALUES ('audit-entries', 1);
