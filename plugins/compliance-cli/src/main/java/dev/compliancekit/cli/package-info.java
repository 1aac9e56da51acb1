/**
 * The command line: thin commands over the library's public API. Machine output is JSON, one object a line, on standard
 * output; errors are one sentence on standard error; the exit code says how it went.
 */
@NullMarked
package dev.compliancekit.cli;

import org.jspecify.annotations.NullMarked;
