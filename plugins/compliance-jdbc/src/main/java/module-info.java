import org.jspecify.annotations.NullMarked;

/** Stores in SQL databases, for any number of processes: the key store, copies of audit logs, and retention. */
@NullMarked
module dev.compliancekit.jdbc {
    requires static transitive org.jspecify;
    requires static transitive com.google.errorprone.annotations;
    requires transitive dev.compliancekit.audit;
    requires transitive dev.compliancekit.crypto;
    requires transitive dev.compliancekit.retention;
    requires transitive java.sql;

    exports dev.compliancekit.jdbc;
    exports dev.compliancekit.jdbc.due;
    exports dev.compliancekit.jdbc.retention;
}
