/**
 * Retention in SQL: {@link dev.compliancekit.jdbc.retention.RetentionSchema} makes the tables,
 * {@link dev.compliancekit.jdbc.retention.JdbcErasureTarget} erases from those of the application, and
 * {@link dev.compliancekit.jdbc.retention.JdbcLegalHolds} keeps it from that. PostgreSQL, MariaDB, H2 and SQLite.
 */
@NullMarked
package dev.compliancekit.jdbc.retention;

import org.jspecify.annotations.NullMarked;
