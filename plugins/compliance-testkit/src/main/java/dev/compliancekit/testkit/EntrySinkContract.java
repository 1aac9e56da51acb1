package dev.compliancekit.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.compliancekit.audit.spi.EntrySink;
import dev.compliancekit.audit.spi.ShippedEntry;
import dev.compliancekit.audit.spi.SinkCursor;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every {@link EntrySink} promises. Extend it, and say how the sink is opened and read back.
 *
 * <p><em>Not thread-safe: JUnit makes an instance for each test.</em>
 */
public abstract class EntrySinkContract {

    private static final String ORIGIN = "testkit.example/log";
    private static final String OTHER = "testkit.example/log/2";
    private static final int THREADS = 6;

    /** For the classes that inherit the contract. */
    protected EntrySinkContract() {}

    /**
     * Opens the sink under test. Called again in one test, it opens the same sink once more, as another process would.
     *
     * @return an open sink, empty when opened first
     */
    protected abstract EntrySink openSink();

    /**
     * Reads what the sink holds of a log, from where others read it.
     *
     * @param origin the log's name
     * @return every stored copy of an entry, by index
     */
    protected abstract List<ShippedEntry> stored(String origin);

    /**
     * Reads the checkpoint of a log that the sink holds, from where others read it.
     *
     * @param origin the log's name
     * @return the checkpoint, or empty if it holds none
     */
    protected abstract Optional<SignedCheckpoint> storedCheckpoint(String origin);

    /**
     * When the first of the entries that the contract ships was recorded; the others follow within six months.
     *
     * @return the time
     */
    protected final Instant firstRecordedAt() {
        return SampleEntries.START;
    }

    private static List<ShippedEntry> entries(int from, int toExclusive) {
        return SampleEntries.of(ORIGIN, from, toExclusive);
    }

    /** A sink that was given a number of entries of the log. */
    private EntrySink holding(int entries) {
        EntrySink sink = openSink();
        sink.take(SinkCursor.start(ORIGIN), entries(0, entries));
        return sink;
    }

    private static SinkCursor cursorAt(int size) {
        return SinkCursor.start(ORIGIN).after(entries(0, size));
    }

    /** A new sink stands at the start. */
    @Test
    public final void aNewSinkStandsAtTheStart() {
        assertThat(openSink().cursor(ORIGIN)).isEqualTo(SinkCursor.start(ORIGIN));
        assertThat(stored(ORIGIN)).isEmpty();
    }

    /** What was taken is kept as it came. */
    @Test
    public final void whatWasTakenIsKeptAsItCame() {
        EntrySink sink = openSink();
        SinkCursor at = SinkCursor.start(ORIGIN);
        for (int i = 0; i < 120; i += 40) {
            at = sink.take(at, entries(i, i + 40));
        }

        assertThat(at).isEqualTo(cursorAt(120));
        assertThat(stored(ORIGIN)).isEqualTo(entries(0, 120));
    }

    /** The cursor stands after the last entry. */
    @Test
    public final void theCursorStandsAfterTheLastEntry() {
        EntrySink sink = holding(7);

        assertThat(sink.cursor(ORIGIN)).isEqualTo(cursorAt(7));
    }

    /** Entries given again are not stored again. */
    @Test
    public final void entriesGivenAgainAreNotStoredAgain() {
        EntrySink sink = holding(7);

        assertThat(sink.take(SinkCursor.start(ORIGIN), entries(0, 7))).isEqualTo(cursorAt(7));
        assertThat(sink.take(cursorAt(3), entries(3, 9))).isEqualTo(cursorAt(7));
        assertThat(stored(ORIGIN)).isEqualTo(entries(0, 7));
    }

    /** Nothing is taken above a gap. */
    @Test
    public final void nothingIsTakenAboveAGap() {
        EntrySink sink = holding(7);

        assertThat(sink.take(cursorAt(9), entries(9, 12))).isEqualTo(cursorAt(7));
        assertThat(stored(ORIGIN)).isEqualTo(entries(0, 7));
    }

    /** Nothing is taken after another last entry. */
    @Test
    public final void nothingIsTakenAfterAnotherLastEntry() {
        EntrySink sink = holding(7);
        SinkCursor fork = SinkCursor.start(ORIGIN).after(SampleEntries.of("another text", 0, 7));

        assertThat(sink.take(fork, entries(7, 9))).isEqualTo(cursorAt(7));
        assertThat(stored(ORIGIN)).isEqualTo(entries(0, 7));
    }

    /** Entries that are not contiguous are refused. */
    @Test
    public final void entriesThatAreNotContiguousAreRefused() {
        EntrySink sink = holding(7);
        List<ShippedEntry> torn = List.of(entries(7, 8).get(0), entries(9, 10).get(0));

        assertThatIllegalArgumentException().isThrownBy(() -> sink.take(cursorAt(7), torn));
        assertThatIllegalArgumentException().isThrownBy(() -> sink.take(cursorAt(7), entries(8, 9)));
        assertThatIllegalArgumentException().isThrownBy(() -> sink.take(cursorAt(7), List.of()));
        assertThat(sink.cursor(ORIGIN)).isEqualTo(cursorAt(7));
        assertThat(stored(ORIGIN)).isEqualTo(entries(0, 7));
    }

    /** Logs are kept apart. */
    @Test
    public final void logsAreKeptApart() {
        EntrySink sink = holding(7);
        List<ShippedEntry> others = SampleEntries.of(OTHER, 0, 5);

        assertThat(sink.cursor(OTHER)).isEqualTo(SinkCursor.start(OTHER));
        sink.take(SinkCursor.start(OTHER), others);

        assertThat(sink.cursor(ORIGIN)).isEqualTo(cursorAt(7));
        assertThat(stored(ORIGIN)).isEqualTo(entries(0, 7));
        assertThat(stored(OTHER)).isEqualTo(others);
    }

    /** What was taken is there when the sink is opened again. */
    @Test
    public final void whatWasTakenIsThereWhenTheSinkIsOpenedAgain() {
        EntrySink sink = holding(7);
        sink.takeCheckpoint(SampleEntries.checkpoint(ORIGIN, 7));
        EntrySink again = openSink();

        assertThat(again.cursor(ORIGIN)).isEqualTo(cursorAt(7));
        assertThat(again.take(cursorAt(7), entries(7, 9))).isEqualTo(cursorAt(9));
        assertThat(stored(ORIGIN)).isEqualTo(entries(0, 9));
        assertThat(storedCheckpoint(ORIGIN)).contains(SampleEntries.checkpoint(ORIGIN, 7));
    }

    /** Of many that give the same entries at once, one succeeds. */
    @Test
    public final void ofManyThatGiveTheSameEntriesAtOnceOneSucceeds() {
        EntrySink sink = holding(3);

        List<SinkCursor> told = Concurrently.run(THREADS, 1, i -> sink.take(cursorAt(3), entries(3, 4 + i)));

        SinkCursor now = sink.cursor(ORIGIN);
        assertThat(told).containsOnly(now);
        assertThat(stored(ORIGIN)).isEqualTo(entries(0, (int) now.nextIndex()));
    }

    /** The newest checkpoint is kept. */
    @Test
    public final void theNewestCheckpointIsKept() {
        EntrySink sink = holding(7);
        assertThat(storedCheckpoint(ORIGIN)).isEmpty();

        sink.takeCheckpoint(SampleEntries.checkpoint(ORIGIN, 4));
        assertThat(storedCheckpoint(ORIGIN)).contains(SampleEntries.checkpoint(ORIGIN, 4));
        sink.takeCheckpoint(SampleEntries.checkpoint(ORIGIN, 7));
        sink.takeCheckpoint(SampleEntries.checkpoint(ORIGIN, 5));
        sink.takeCheckpoint(SampleEntries.checkpoint(ORIGIN, 7));
        assertThat(storedCheckpoint(ORIGIN)).contains(SampleEntries.checkpoint(ORIGIN, 7));
        assertThat(storedCheckpoint(OTHER)).isEmpty();
    }

    /** A checkpoint above what the sink holds is refused. */
    @Test
    public final void aCheckpointAboveWhatTheSinkHoldsIsRefused() {
        EntrySink sink = holding(7);
        sink.takeCheckpoint(SampleEntries.checkpoint(ORIGIN, 6));

        assertThatIllegalArgumentException().isThrownBy(() -> sink.takeCheckpoint(SampleEntries.checkpoint(ORIGIN, 8)));
        assertThat(storedCheckpoint(ORIGIN)).contains(SampleEntries.checkpoint(ORIGIN, 6));
    }
}
