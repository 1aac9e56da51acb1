/**
 * Finding and working off what is due: {@link dev.compliancekit.jdbc.due.DueSweep} over a table of the application that
 * has a column for it, {@link dev.compliancekit.jdbc.due.DueQueue} for everything else. PostgreSQL, MariaDB, H2 and
 * SQLite.
 */
@NullMarked
package dev.compliancekit.jdbc.due;

import org.jspecify.annotations.NullMarked;
