/**
 * Retention in SQL: {@link dev.compliancekit.jdbc.retention.RetentionSchema} makes the tables. PostgreSQL, MariaDB, H2
 * and SQLite.
 */
@NullMarked
package dev.compliancekit.jdbc.retention;

import org.jspecify.annotations.NullMarked;
