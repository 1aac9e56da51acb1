package dev.compliancekit.retention.erasure;

import com.google.errorprone.annotations.Immutable;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The demand that every group of an aggregate stands for at least k people (Samarati and Sweeney, 1998), so that what
 * is kept after an erasure singles out nobody. It sees sizes only: whether a group's columns identify, and whether
 * several aggregates together do, is for the caller to judge.
 *
 * @param k the smallest size accepted, at least 2
 */
@Immutable
public record KAnonymity(long k) {

    /**
     * Checks k.
     *
     * @param k the smallest size accepted, at least 2
     * @throws IllegalArgumentException if it is less than 2: a group of one is a person
     */
    public KAnonymity {
        if (k < 2) {
            throw new IllegalArgumentException("k is " + k + "; accepted are 2 and more");
        }
    }

    /**
     * The groups that are too small to keep. Empty groups stand for nobody and are none of them.
     *
     * @param groupSizes how many people each group stands for, by the group's name; not negative
     * @return the groups with 1 to k - 1 people, sorted by name, unmodifiable; none if the aggregate may be kept
     * @throws IllegalArgumentException if a size is negative
     */
    public Map<String, Long> tooSmall(Map<String, Long> groupSizes) {
        Map<String, Long> tooSmall = new TreeMap<>();
        groupSizes.forEach((group, size) -> {
            if (size < 0) {
                throw new IllegalArgumentException("group size is " + size + "; accepted are 0 and more");
            }
            if (size > 0 && size < k) {
                tooSmall.put(group, size);
            }
        });
        return Collections.unmodifiableMap(tooSmall);
    }

    /**
     * Whether an aggregate may be kept.
     *
     * @param groupSizes how many people each group stands for, by the group's name; not negative
     * @return true if no group is too small
     * @throws IllegalArgumentException if a size is negative
     */
    public boolean accepts(Map<String, Long> groupSizes) {
        return tooSmall(groupSizes).isEmpty();
    }
}
