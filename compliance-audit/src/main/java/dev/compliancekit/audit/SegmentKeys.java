package dev.compliancekit.audit;

import dev.compliancekit.core.Bytes;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a reader of write-ahead files knows of their keys: nothing, or the log's key, which shows the keys of the last
 * two frames, or the first key of the chain, which gives all. <em>Not thread-safe.</em>
 */
final class SegmentKeys {

    private final @Nullable WriteAheadTags tags;
    private final @Nullable EscrowKey escrow;
    private final FrameKeys keys = new FrameKeys();
    private byte[] walked = new byte[0];
    private long walkedTo;

    private SegmentKeys(@Nullable WriteAheadTags tags, @Nullable EscrowKey escrow) {
        this.tags = tags;
        this.escrow = escrow;
    }

    static SegmentKeys of(@Nullable LogKey key, @Nullable EscrowKey escrow) {
        return new SegmentKeys(key == null ? null : new WriteAheadTags(key), escrow);
    }

    @Nullable
    WriteAheadTags tags() {
        return tags;
    }

    /** Whether the tag of every frame can be checked, whoever may have taken the machine since. */
    boolean isComplete(FirstKey firstKey) {
        return escrow != null || (tags != null && firstKey == FirstKey.DERIVED);
    }

    /** Whether any tag can be checked. */
    boolean isThere() {
        return escrow != null || tags != null;
    }

    /** What is wrong with how the chain begins. */
    Optional<String> checkFirstKey(FirstKey firstKey) {
        return escrow != null && firstKey == FirstKey.DERIVED
                ? Optional.of("its chain of keys begins with the log's key, and not with the one in escrow")
                : Optional.empty();
    }

    /**
     * The seal that a segment must have.
     *
     * @throws IllegalStateException if the keys are not complete
     */
    byte[] seal(long number, long firstIndex, Bytes root, FirstKey firstKey) {
        return keys.seal(
                segmentKey(number, firstKey), origin(), SegmentHeader.fields(number, firstIndex, root, firstKey));
    }

    private String origin() {
        if (escrow != null) {
            return escrow.origin();
        }
        if (tags != null) {
            return tags.origin();
        }
        throw new IllegalStateException("no key was given");
    }

    /** Computed from the segment asked for before, if that was an earlier one. */
    private byte[] segmentKey(long number, FirstKey firstKey) {
        if (walked.length == 0 || number < walkedTo) {
            walked = firstKey(firstKey);
            walkedTo = 0;
        }
        while (walkedTo < number) {
            walked = keys.nextSegment(walked);
            walkedTo++;
        }
        return walked;
    }

    private byte[] firstKey(FirstKey firstKey) {
        if (escrow != null) {
            return escrow.key();
        }
        if (tags != null && firstKey == FirstKey.DERIVED) {
            return tags.firstKey();
        }
        throw new IllegalStateException("the first key is in escrow and was not given");
    }

    /** Hands the chain of a segment the earliest key there is; answers with what is wrong. */
    Optional<String> start(FrameChain chain, SegmentHeader header, KeySlots slots, boolean checkAll) {
        if (checkAll && isComplete(header.firstKey())) {
            byte[] segmentKey = segmentKey(header.number(), header.firstKey());
            chain.setKey(keys.firstFrame(segmentKey), 0);
            return checkSeal(header, segmentKey);
        }
        if (tags != null && slots.haveKey()) {
            byte[] hidden = slots.hiddenKey();
            chain.setKey(tags.masked(header.seal().toByteArray(), slots.frame(), hidden), slots.frame());
        }
        return Optional.empty();
    }

    private Optional<String> checkSeal(SegmentHeader header, byte[] segmentKey) {
        byte[] seal = keys.seal(segmentKey, origin(), header.fields());
        boolean fits = Arrays.equals(seal, header.seal().toByteArray());
        if (fits && tags != null) {
            byte[] next = tags.masked(
                    seal, SegmentHeader.NEXT_SEGMENT, header.hiddenNext().toByteArray());
            fits = Arrays.equals(next, keys.nextSegment(segmentKey));
        }
        return fits ? Optional.empty() : Optional.of("its seal is of another key, log or place");
    }
}
