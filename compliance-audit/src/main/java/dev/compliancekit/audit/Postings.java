package dev.compliancekit.audit;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Outcome;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;

/**
 * Where the entries of one tenant stand within one segment of a log, with a few bits of each, enough to pass over most
 * of those that a query does not want. Times are whole seconds, rounded down. <em>Not thread-safe.</em>
 */
final class Postings {

    private static final int FIRST_CAPACITY = 4;

    private final long firstIndex;
    private long firstSequence;
    private int size;
    private int[] slots = new int[FIRST_CAPACITY];
    private int[] offsets = new int[FIRST_CAPACITY];
    private long[] recorded = new long[FIRST_CAPACITY];
    private long[] occurred = new long[FIRST_CAPACITY];
    /** Action in the lowest byte, then outcome, then two bytes each of actor and target. */
    private long[] marks = new long[FIRST_CAPACITY];

    /** @param firstIndex the index of the segment's first entry */
    Postings(long firstIndex) {
        this.firstIndex = firstIndex;
    }

    /** What the index keeps of an action. */
    static int mark(Action action) {
        return fold(action.value()) & 0xff;
    }

    /** What the index keeps of an outcome. */
    static int mark(Outcome outcome) {
        return fold(outcome.code()) & 0xff;
    }

    /** What the index keeps of an actor or a target. */
    static int mark(String text) {
        return fold(text) & 0xffff;
    }

    private static int fold(String text) {
        int hash = text.hashCode() * 0x9E3779B9;
        return hash >>> 16;
    }

    void add(long index, int offset, StoredEvent stored) {
        if (size == 0) {
            firstSequence = stored.place().nextSequence();
        }
        long mark = mark(stored.event().action())
                | ((long) mark(stored.event().outcome()) << 8)
                | ((long) QueryMarks.ofActor(stored) << 16)
                | ((long) QueryMarks.ofTarget(stored) << 32);
        add(
                (int) (index - firstIndex),
                offset,
                second(stored.recordedAt()),
                second(stored.event().occurredAt()),
                mark);
    }

    private void add(int slot, int offset, long recordedSecond, long occurredSecond, long mark) {
        if (size == slots.length) {
            int capacity = size * 2;
            slots = Arrays.copyOf(slots, capacity);
            offsets = Arrays.copyOf(offsets, capacity);
            recorded = Arrays.copyOf(recorded, capacity);
            occurred = Arrays.copyOf(occurred, capacity);
            marks = Arrays.copyOf(marks, capacity);
        }
        slots[size] = slot;
        offsets[size] = offset;
        recorded[size] = recordedSecond;
        occurred[size] = occurredSecond;
        marks[size] = mark;
        size++;
    }

    static long second(Instant instant) {
        return instant.getEpochSecond();
    }

    int size() {
        return size;
    }

    /** The number, among those of the tenant, of the first entry; of no meaning if there is none. */
    long firstSequence() {
        return firstSequence;
    }

    long index(int at) {
        return firstIndex + slots[at];
    }

    /** Where the entry begins in its bundle, with its length. */
    int offset(int at) {
        return offsets[at];
    }

    long recordedSecond(int at) {
        return recorded[at];
    }

    long occurredSecond(int at) {
        return occurred[at];
    }

    boolean mayBe(int at, Action action) {
        return (marks[at] & 0xff) == mark(action);
    }

    boolean mayBe(int at, Outcome outcome) {
        return (marks[at] >> 8 & 0xff) == mark(outcome);
    }

    int actorMark(int at) {
        return (int) (marks[at] >> 16 & 0xffff);
    }

    int targetMark(int at) {
        return (int) (marks[at] >> 32 & 0xffff);
    }

    /** The bytes of {@code docs/formats/log-index.md}. */
    byte[] toBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(size * 14 + 16);
        writeNumber(out, size);
        writeNumber(out, firstSequence);
        int slot = -1;
        long second = 0;
        for (int i = 0; i < size; i++) {
            writeNumber(out, slots[i] - slot);
            writeNumber(out, offsets[i]);
            writeNumber(out, zigzag(recorded[i] - second));
            writeNumber(out, zigzag(occurred[i] - recorded[i]));
            for (int shift = 0; shift < 48; shift += 8) {
                out.write((int) (marks[i] >> shift));
            }
            slot = slots[i];
            second = recorded[i];
        }
        return out.toByteArray();
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    static Postings parse(long firstIndex, ByteBuffer in) {
        Postings postings = new Postings(firstIndex);
        try {
            long count = readNumber(in);
            postings.firstSequence = readNumber(in);
            int slot = -1;
            long second = 0;
            for (long i = 0; i < count; i++) {
                slot = Math.toIntExact(slot + readNumber(in));
                int offset = Math.toIntExact(readNumber(in));
                second += unzigzag(readNumber(in));
                long occurredSecond = second + unzigzag(readNumber(in));
                long mark = 0;
                for (int shift = 0; shift < 48; shift += 8) {
                    mark |= (in.get() & 0xffL) << shift;
                }
                if (slot < 0 || slot >= SegmentFile.ENTRIES || offset < 0) {
                    throw new IllegalArgumentException("postings lie outside their segment");
                }
                postings.add(slot, offset, second, occurredSecond, mark);
            }
        } catch (BufferUnderflowException | ArithmeticException e) {
            throw new IllegalArgumentException("postings are cut or out of range", e);
        }
        return postings;
    }

    private static long zigzag(long number) {
        return number << 1 ^ number >> 63;
    }

    private static long unzigzag(long number) {
        return number >>> 1 ^ -(number & 1);
    }

    /** Seven bits a byte, the lowest first; all but the last byte have the highest bit. */
    private static void writeNumber(ByteArrayOutputStream out, long number) {
        long rest = number;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private static long readNumber(ByteBuffer in) {
        long number = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = in.get();
            number |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new IllegalArgumentException("postings have a number of more than 64 bits");
    }
}
