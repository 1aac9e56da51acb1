/**
 * Stores in SQL databases, which any number of processes share. Start with {@link dev.compliancekit.jdbc.JdbcKeyStore}
 * for keys, and with {@link dev.compliancekit.jdbc.JdbcEntrySink} for copies of audit logs.
 */
@NullMarked
package dev.compliancekit.jdbc;

import org.jspecify.annotations.NullMarked;
