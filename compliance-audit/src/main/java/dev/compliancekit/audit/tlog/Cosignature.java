package dev.compliancekit.audit.tlog;

import com.google.errorprone.annotations.Immutable;
import java.time.Instant;

/**
 * A witness's verified statement: at that time this checkpoint was the largest of its log that the witness had seen,
 * and consistent with all it had seen before (C2SP tlog-cosignature).
 *
 * @param witness the key that signed
 * @param at when, in whole seconds, by the witness's clock
 */
@Immutable
public record Cosignature(WitnessKey witness, Instant at) {}
