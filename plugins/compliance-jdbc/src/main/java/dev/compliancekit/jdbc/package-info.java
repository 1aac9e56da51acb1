/**
 * Stores in SQL databases, which any number of processes share. Start with {@link dev.compliancekit.jdbc.JdbcKeyStore}.
 */
@NullMarked
package dev.compliancekit.jdbc;

import org.jspecify.annotations.NullMarked;
