package dev.compliancekit.retention.spi;

import com.google.errorprone.annotations.Immutable;
import java.util.Objects;

/**
 * What a target did with one {@link ErasurePiece}.
 *
 * @param records how many records were erased for good or marked, 0 or more
 * @param rest whether there is more to erase
 */
@Immutable
public record ErasedPiece(long records, Rest rest) {

    /** Whether a target knows of more to erase. */
    public enum Rest {
        /** Nothing is left that another call would erase. */
        NONE,
        /** Something is left: the target is to be called again. */
        MORE
    }

    /**
     * Checks the parts.
     *
     * @param records how many records were erased, 0 or more
     * @param rest whether there is more to erase
     * @throws IllegalArgumentException if the number is negative, or nothing was erased although there is more: such a
     *     target would be called for ever
     */
    public ErasedPiece {
        Objects.requireNonNull(rest, "rest");
        if (records < 0 || (records == 0 && rest == Rest.MORE)) {
            throw new IllegalArgumentException("piece of " + records + " records with the rest " + rest
                    + "; accepted are 0 and more, and at least 1 if more is left");
        }
    }

    /**
     * The last piece: nothing is left.
     *
     * @param records how many records were erased, 0 or more
     * @return the piece
     */
    public static ErasedPiece last(long records) {
        return new ErasedPiece(records, Rest.NONE);
    }

    /**
     * A piece after which more is left.
     *
     * @param records how many records were erased, at least 1
     * @return the piece
     */
    public static ErasedPiece withMoreLeft(long records) {
        return new ErasedPiece(records, Rest.MORE);
    }

    /**
     * Whether nothing is left.
     *
     * @return true for {@link Rest#NONE}
     */
    public boolean isLast() {
        return rest == Rest.NONE;
    }
}
