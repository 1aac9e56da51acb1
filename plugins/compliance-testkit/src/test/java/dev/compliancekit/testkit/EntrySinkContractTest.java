package dev.compliancekit.testkit;

import dev.compliancekit.audit.spi.EntrySink;
import dev.compliancekit.audit.spi.ShippedEntry;
import dev.compliancekit.audit.spi.SinkCursor;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.core.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class EntrySinkContractTest {

    private static final Sabotage<ReadBack> SABOTAGE = new Sabotage<>(EntrySinkContract.class, UnderTest.class);

    @TestFactory
    Stream<DynamicTest> aSaboteurOfEachPromiseIsFound() {
        Map<String, UnaryOperator<ReadBack>> saboteurs = new HashMap<>(saboteursOfTaking());
        saboteurs.put("aNewSinkStandsAtTheStart", sink -> new Wrapped(sink) {
            @Override
            public SinkCursor cursor(String origin) {
                SinkCursor told = sink.cursor(origin);
                return told.nextIndex() == 0 ? new SinkCursor(origin, 1, Bytes.copyOf(new byte[32])) : told;
            }
        });
        saboteurs.put("theCursorStandsAfterTheLastEntry", sink -> new Wrapped(sink) {
            @Override
            public SinkCursor cursor(String origin) {
                SinkCursor told = sink.cursor(origin);
                return told.nextIndex() < 2 ? told : new SinkCursor(origin, told.nextIndex() - 1, told.lastLeafHash());
            }
        });
        saboteurs.put("logsAreKeptApart", sink -> new Wrapped(sink) {
            @Override
            public List<ShippedEntry> entries(String origin) {
                List<ShippedEntry> mixed = new ArrayList<>(sink.entries(origin));
                mixed.addAll(sink.entries("testkit.example/log/2"));
                return mixed;
            }
        });
        saboteurs.put("whatWasTakenIsThereWhenTheSinkIsOpenedAgain", sink -> new Wrapped(sink) {
            private boolean told;

            @Override
            public SinkCursor cursor(String origin) {
                SinkCursor now = told ? sink.cursor(origin) : SinkCursor.start(origin);
                told = true;
                return now;
            }
        });
        saboteurs.put("theNewestCheckpointIsKept", sink -> new Wrapped(sink) {
            private Optional<SignedCheckpoint> last = Optional.empty();

            @Override
            public void takeCheckpoint(SignedCheckpoint checkpoint) {
                sink.takeCheckpoint(checkpoint);
                last = last.isPresent() ? last : Optional.of(checkpoint);
            }

            @Override
            public Optional<SignedCheckpoint> checkpoint(String origin) {
                return sink.checkpoint(origin).flatMap(newest -> last);
            }
        });
        saboteurs.put("aCheckpointAboveWhatTheSinkHoldsIsRefused", sink -> new Wrapped(sink) {
            @Override
            public void takeCheckpoint(SignedCheckpoint checkpoint) {
                try {
                    sink.takeCheckpoint(checkpoint);
                } catch (IllegalArgumentException e) {
                    // as if it had been taken
                }
            }
        });
        return SABOTAGE.tests(saboteurs);
    }

    private static Map<String, UnaryOperator<ReadBack>> saboteursOfTaking() {
        Map<String, UnaryOperator<ReadBack>> saboteurs = new HashMap<>();
        saboteurs.put("whatWasTakenIsKeptAsItCame", sink -> new Wrapped(sink) {
            @Override
            public List<ShippedEntry> entries(String origin) {
                return sink.entries(origin).stream()
                        .map(entry -> ShippedEntry.of(
                                entry.index(),
                                new String(entry.entry().toByteArray(), StandardCharsets.UTF_8)
                                        .replace("\\u0000", "")
                                        .getBytes(StandardCharsets.UTF_8)))
                        .toList();
            }
        });
        saboteurs.put("entriesGivenAgainAreNotStoredAgain", sink -> new Twice(sink, 0));
        saboteurs.put("nothingIsTakenAboveAGap", sink -> new Twice(sink, 9));
        saboteurs.put("nothingIsTakenAfterAnotherLastEntry", sink -> new Wrapped(sink) {
            @Override
            public SinkCursor take(SinkCursor from, List<ShippedEntry> entries) {
                SinkCursor now = sink.cursor(from.origin());
                return sink.take(now.nextIndex() == from.nextIndex() ? now : from, entries);
            }
        });
        saboteurs.put("entriesThatAreNotContiguousAreRefused", sink -> new Wrapped(sink) {
            @Override
            public SinkCursor take(SinkCursor from, List<ShippedEntry> entries) {
                try {
                    return sink.take(from, entries);
                } catch (IllegalArgumentException e) {
                    return sink.cursor(from.origin());
                }
            }
        });
        saboteurs.put("ofManyThatGiveTheSameEntriesAtOnceOneSucceeds", Racing::new);
        return saboteurs;
    }

    /** A sink that can be read back. */
    interface ReadBack extends EntrySink {
        List<ShippedEntry> entries(String origin);

        Optional<SignedCheckpoint> checkpoint(String origin);
    }

    private static class Wrapped implements ReadBack {

        private final ReadBack wrapped;

        Wrapped(ReadBack sink) {
            this.wrapped = sink;
        }

        @Override
        public SinkCursor cursor(String origin) {
            return wrapped.cursor(origin);
        }

        @Override
        public SinkCursor take(SinkCursor from, List<ShippedEntry> entries) {
            return wrapped.take(from, entries);
        }

        @Override
        public void takeCheckpoint(SignedCheckpoint checkpoint) {
            wrapped.takeCheckpoint(checkpoint);
        }

        @Override
        public List<ShippedEntry> entries(String origin) {
            return wrapped.entries(origin);
        }

        @Override
        public Optional<SignedCheckpoint> checkpoint(String origin) {
            return wrapped.checkpoint(origin);
        }
    }

    /** Stores what does not belong there if it begins at an index. */
    private static final class Twice extends Wrapped {

        private final long index;
        private final List<ShippedEntry> more = new ArrayList<>();

        Twice(ReadBack sink, long index) {
            super(sink);
            this.index = index;
        }

        @Override
        public SinkCursor take(SinkCursor from, List<ShippedEntry> entries) {
            if (from.nextIndex() == index && cursor(from.origin()).nextIndex() == 7) {
                more.addAll(entries);
            }
            return super.take(from, entries);
        }

        @Override
        public List<ShippedEntry> entries(String origin) {
            return Stream.concat(super.entries(origin).stream(), more.stream()).toList();
        }
    }

    /** Lets two in at once, and stores what both bring. */
    private static final class Racing extends Wrapped {

        private final CyclicBarrier barrier = new CyclicBarrier(2);
        private final List<ShippedEntry> more = new ArrayList<>();

        Racing(ReadBack sink) {
            super(sink);
        }

        @Override
        public SinkCursor take(SinkCursor from, List<ShippedEntry> entries) {
            if (from.nextIndex() != 3) {
                return super.take(from, entries);
            }
            try {
                barrier.await(200, TimeUnit.MILLISECONDS);
                synchronized (more) {
                    more.addAll(entries);
                }
                return from.after(entries);
            } catch (Exception e) {
                return super.take(from, entries);
            }
        }

        @Override
        public List<ShippedEntry> entries(String origin) {
            synchronized (more) {
                return Stream.concat(super.entries(origin).stream(), more.stream())
                        .toList();
            }
        }
    }

    /** The kit's own sink. */
    private static final class InMemory implements ReadBack {

        private final InMemoryEntrySink sink;

        InMemory(InMemoryEntrySink sink) {
            this.sink = sink;
        }

        @Override
        public SinkCursor cursor(String origin) {
            return sink.cursor(origin);
        }

        @Override
        public SinkCursor take(SinkCursor from, List<ShippedEntry> entries) {
            return sink.take(from, entries);
        }

        @Override
        public void takeCheckpoint(SignedCheckpoint checkpoint) {
            sink.takeCheckpoint(checkpoint);
        }

        @Override
        public List<ShippedEntry> entries(String origin) {
            return sink.entries(origin);
        }

        @Override
        public Optional<SignedCheckpoint> checkpoint(String origin) {
            return sink.checkpoint(origin);
        }
    }

    static class UnderTest extends EntrySinkContract {

        private final InMemoryEntrySink sink = InMemoryEntrySink.create();
        private ReadBack opened = SABOTAGE.on(new InMemory(sink));

        @Override
        protected EntrySink openSink() {
            opened = SABOTAGE.on(new InMemory(sink.reopened()));
            return opened;
        }

        @Override
        protected List<ShippedEntry> stored(String origin) {
            return opened.entries(origin);
        }

        @Override
        protected Optional<SignedCheckpoint> storedCheckpoint(String origin) {
            return opened.checkpoint(origin);
        }
    }
}
