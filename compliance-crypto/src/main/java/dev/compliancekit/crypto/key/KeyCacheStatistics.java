package dev.compliancekit.crypto.key;

import com.google.errorprone.annotations.Immutable;

/**
 * What the cache of unwrapped keys did since it was made.
 *
 * @param hits lookups that found a key
 * @param misses lookups that did not, and went to the key store
 * @param evictions keys that left for lack of room or for their age
 * @param keys keys that are in memory now, roughly
 */
@Immutable
public record KeyCacheStatistics(long hits, long misses, long evictions, long keys) {}
