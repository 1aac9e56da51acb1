package dev.compliancekit.crypto.file;

import dev.compliancekit.crypto.spi.EpochRecord;
import dev.compliancekit.crypto.spi.WrappedKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The epochs of an epoch store, version 1: {@code docs/formats/epoch-store.md}.
 *
 * @param revision how often the file was written
 * @param epochs in the order of their numbers, from 1
 * @param unreported the numbers of those whose destruction the audit log may not have yet
 */
record EpochFile(long revision, List<EpochRecord> epochs, Set<Integer> unreported) implements TwoCopies.Content {

    static final String NAME = "epochs";
    static final String LABEL = "dev.compliancekit/epoch-store/v1";

    private static final int ACTIVE = 1;
    private static final int DESTROYED = 2;
    private static final int UNREPORTED = 3;
    private static final int MIN_BYTES = 25;
    private static final int COMMITMENT_BYTES = 32;

    EpochFile {
        epochs = List.copyOf(epochs);
        unreported = Set.copyOf(unreported);
        if (revision < 1) {
            throw new IllegalArgumentException("revision is " + revision + "; accepted are 1 and above");
        }
    }

    static EpochFile ofNoEpoch() {
        return new EpochFile(1, List.of(), Set.of());
    }

    /** The next revision, with one epoch more or another in the place of the one of that number. */
    EpochFile with(EpochRecord epoch) {
        List<EpochRecord> changed = new ArrayList<>(epochs);
        Set<Integer> numbers = new TreeSet<>(unreported);
        if (epoch.number() > epochs.size()) {
            changed.add(epoch);
        } else {
            changed.set(epoch.number() - 1, epoch);
            numbers.add(epoch.number());
        }
        return new EpochFile(revision + 1, changed, numbers);
    }

    /** The next revision, with a destruction that is reported. */
    EpochFile reported(int number) {
        Set<Integer> numbers = new TreeSet<>(unreported);
        numbers.remove(number);
        return new EpochFile(revision + 1, epochs, numbers);
    }

    /** Whether something that was wrapped in an epoch, or in the next one, may still open. */
    boolean mayOpen(int epoch) {
        return epochs.size() <= epoch
                || epochs.subList(0, epoch + 1).stream().anyMatch(EpochRecord.Active.class::isInstance);
    }

    byte[] encode() {
        FieldWriter out = new FieldWriter(256 * (1 + epochs.size()))
                .shortText(LABEL)
                .shortText(NAME)
                .int64(revision)
                .int32(epochs.size());
        for (EpochRecord epoch : epochs) {
            encode(epoch, out);
        }
        return out.withChecksum();
    }

    private void encode(EpochRecord epoch, FieldWriter out) {
        if (epoch instanceof EpochRecord.Active active) {
            out.int8(ACTIVE)
                    .instant(active.startedAt())
                    .bytes(active.commitment().toByteArray())
                    .longText(active.wrappedKey().rootKeyId())
                    .longBytes(active.wrappedKey().ciphertext().toByteArray());
        } else if (epoch instanceof EpochRecord.Destroyed destroyed) {
            out.int8(unreported.contains(destroyed.number()) ? UNREPORTED : DESTROYED)
                    .instant(destroyed.startedAt())
                    .instant(destroyed.destroyedAt());
        }
    }

    /**
     * The epochs in a file.
     *
     * @throws IllegalArgumentException if it is not exactly what {@link #encode} makes of some epochs
     */
    static EpochFile decode(byte[] file) {
        FieldReader in = FieldReader.withChecksum(file);
        if (!in.shortText().equals(LABEL) || !in.shortText().equals(NAME)) {
            throw new IllegalArgumentException("not the epochs of an epoch store of version 1");
        }
        long revision = in.int64();
        int count = in.count(MIN_BYTES);
        List<EpochRecord> epochs = new ArrayList<>(count);
        Set<Integer> unreported = new TreeSet<>();
        for (int number = 1; number <= count; number++) {
            int kind = in.int8();
            epochs.add(decode(kind, number, in));
            if (kind == UNREPORTED) {
                unreported.add(number);
            }
        }
        EpochFile decoded = new EpochFile(revision, epochs, unreported);
        if (!Arrays.equals(decoded.encode(), file)) {
            throw new IllegalArgumentException("the epochs are not in their canonical form");
        }
        return decoded;
    }

    private static EpochRecord decode(int kind, int number, FieldReader in) {
        return switch (kind) {
            case ACTIVE ->
                new EpochRecord.Active(
                        number,
                        in.instant(),
                        in.bytesOf(COMMITMENT_BYTES),
                        new WrappedKey(in.longText(), in.longBytes()));
            case DESTROYED, UNREPORTED -> new EpochRecord.Destroyed(number, in.instant(), in.instant());
            default -> throw new IllegalArgumentException("epoch is of no known kind");
        };
    }
}
