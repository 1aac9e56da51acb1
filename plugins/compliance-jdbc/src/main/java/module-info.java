import org.jspecify.annotations.NullMarked;

/** Stores in SQL databases, for any number of processes: the key store, and copies of audit logs. */
@NullMarked
module dev.compliancekit.jdbc {
    requires static transitive org.jspecify;
    requires transitive dev.compliancekit.audit;
    requires transitive dev.compliancekit.crypto;
    requires transitive java.sql;

    exports dev.compliancekit.jdbc;
}
