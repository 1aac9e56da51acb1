package dev.compliancekit.jdbc.internal;

import java.sql.SQLException;

/** What databases say, in sentences that hold nothing of what was being read or written. <em>Thread-safe.</em> */
public final class Failures {

    private Failures() {}

    /**
     * A failure in one sentence.
     *
     * @param e what the driver said
     * @return the sentence
     */
    public static String sentence(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        if (state.startsWith("28")) {
            return "the database refuses the user or the password";
        }
        if (state.startsWith("08") || state.startsWith("57P")) {
            return "the database cannot be reached, or ended the connection (SQLSTATE " + state + ")";
        }
        if (state.startsWith("53")) {
            return "the database has no room on its disk, or no connection to spare (SQLSTATE " + state + ")";
        }
        if (state.startsWith("23")) {
            return "another row still refers to a row, or a value is not allowed (SQLSTATE " + state + ")";
        }
        if (SqlDialect.isUndone(e)) {
            return "others keep locking what is to be changed, or the database undid it ten times; try again later";
        }
        return switch (state) {
            case "42501" -> "the role lacks a privilege on a table";
            case "57014" -> "the database does not answer in time";
            default -> "the database cannot be read or written (SQLSTATE " + state + ", code " + e.getErrorCode() + ")";
        };
    }
}
