/**
 * Encryption of streams, files and large values in chunks, in the published format C2SP chunked-encryption
 * (Cobblestone-256). Start with {@link dev.compliancekit.crypto.stream.ChunkedAead}; whole files go through
 * {@link dev.compliancekit.crypto.stream.ChunkedFiles}, parts of objects in an object store through
 * {@link dev.compliancekit.crypto.stream.RangeRead}.
 */
@NullMarked
package dev.compliancekit.crypto.stream;

import org.jspecify.annotations.NullMarked;
