/** A column of a database that is sealed and can still be searched for a value. */
@NullMarked
package dev.compliancekit.examples.encryptacolumn;

import org.jspecify.annotations.NullMarked;
