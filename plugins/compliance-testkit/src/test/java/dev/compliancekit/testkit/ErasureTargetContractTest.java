package dev.compliancekit.testkit;

import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.retention.ErasureOrder;
import dev.compliancekit.retention.Scope;
import dev.compliancekit.retention.StoreKind;
import dev.compliancekit.retention.spi.ErasedPiece;
import dev.compliancekit.retention.spi.ErasurePiece;
import dev.compliancekit.retention.spi.ErasureTarget;
import dev.compliancekit.retention.spi.HoldCheck;
import dev.compliancekit.retention.spi.LegalHoldException;
import dev.compliancekit.retention.spi.ReadBack;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ErasureTargetContractTest {

    private static final Sabotage<ErasureTarget> SABOTAGE =
            new Sabotage<>(ErasureTargetContract.class, UnderTest.class);
    private static final ReadBack ABSENT = new ReadBack.Absent();

    @TestFactory
    Stream<DynamicTest> aSaboteurOfEachPromiseIsFound() {
        Map<String, UnaryOperator<ErasureTarget>> saboteurs = new HashMap<>();
        saboteurs.put("theNameIsAPlainCodeAndStaysTheSame", target -> new Wrapped(target) {
            @Override
            public String name() {
                return "The Store";
            }
        });
        saboteurs.put("theKindAndTheRecordClassesStayTheSame", target -> new Wrapped(target) {
            private int calls;

            @Override
            public StoreKind kind() {
                return calls++ == 0 ? StoreKind.LIVE : StoreKind.BACKUP;
            }
        });
        saboteurs.put("whatIsThereIsReadBackAsPresent", target -> new Wrapped(target) {
            @Override
            public ReadBack readBack(ErasureOrder order) {
                return target.readBack(order) instanceof ReadBack.Unreachable unreachable ? unreachable : ABSENT;
            }
        });
        saboteurs.put("whatNeverWasThereIsAbsent", target -> new Wrapped(target) {
            @Override
            public ReadBack readBack(ErasureOrder order) {
                return target.readBack(order) instanceof ReadBack.Absent
                        ? new ReadBack.Unverified("nothing was looked at")
                        : target.readBack(order);
            }
        });
        saboteurs.put("afterErasingASubjectItIsAbsent", target -> new Wrapped(target) {
            @Override
            public ErasedPiece erase(ErasurePiece piece) {
                return piece.order().scope() instanceof Scope.WholeTenant ? target.erase(piece) : ErasedPiece.last(0);
            }
        });
        saboteurs.put("afterErasingATenantAllOfItIsAbsent", target -> new Wrapped(target) {
            @Override
            public ErasedPiece erase(ErasurePiece piece) {
                return piece.order().scope() instanceof Scope.OneSubject ? target.erase(piece) : ErasedPiece.last(0);
            }
        });
        saboteurs.put("anErasureIsDurable", InMemoryOnly::new);
        saboteurs.put("erasingWhatIsGoneDoesNothing", target -> new Wrapped(target) {
            @Override
            public ErasedPiece erase(ErasurePiece piece) {
                if (target.readBack(piece.order()) instanceof ReadBack.Absent) {
                    throw new IllegalStateException("nothing to erase");
                }
                return target.erase(piece);
            }
        });
        saboteurs.put("erasingTouchesNoOtherSubject", target -> new Wrapped(target) {
            @Override
            public ErasedPiece erase(ErasurePiece piece) {
                return target.erase(
                        widened(piece, Scope.of(piece.order().scope().tenant())));
            }
        });
        saboteurs.put("erasingTouchesNoOtherTenant", target -> new Wrapped(target) {
            @Override
            public ErasedPiece erase(ErasurePiece piece) {
                target.erase(widened(piece, Scope.of(new TenantId("globex"))));
                return target.erase(piece);
            }
        });
        saboteurs.put("readingBackChangesNothing", target -> new Wrapped(target) {
            @Override
            public ReadBack readBack(ErasureOrder order) {
                ReadBack answer = target.readBack(order);
                if (answer instanceof ReadBack.Present) {
                    target.erase(new ErasurePiece(order, 1, () -> {}));
                }
                return answer;
            }
        });
        saboteurs.put("readingBackAsksTheStoreEachTime", target -> new Wrapped(target) {
            private final Set<Scope> erased = new HashSet<>();

            @Override
            public synchronized ErasedPiece erase(ErasurePiece piece) {
                erased.add(piece.order().scope());
                return target.erase(piece);
            }

            @Override
            public synchronized ReadBack readBack(ErasureOrder order) {
                return erased.contains(order.scope()) ? ABSENT : target.readBack(order);
            }
        });
        saboteurs.put("aStoreThatDoesNotAnswerIsUnreachable", target -> new Wrapped(target) {
            @Override
            public ReadBack readBack(ErasureOrder order) {
                return target.readBack(order) instanceof ReadBack.Unreachable ? ABSENT : target.readBack(order);
            }
        });
        saboteurs.put("erasingWithoutTheStoreThrowsAndCanBeRepeated", target -> new Wrapped(target) {
            @Override
            public ErasedPiece erase(ErasurePiece piece) {
                try {
                    return target.erase(piece);
                } catch (IllegalStateException e) {
                    return ErasedPiece.last(0);
                }
            }
        });
        saboteurs.put("manyThreadsMayEraseAtOnce", target -> new Wrapped(target) {
            private final Thread main = Thread.currentThread();

            @Override
            public ErasedPiece erase(ErasurePiece piece) {
                return Thread.currentThread().equals(main) ? target.erase(piece) : ErasedPiece.last(0);
            }
        });
        saboteurs.put("aTargetNeverComesAfterItself", target -> new Wrapped(target) {
            @Override
            public Set<String> after() {
                return Set.of(target.name());
            }
        });
        piecesAndHolds(saboteurs);
        return SABOTAGE.tests(saboteurs);
    }

    private static void piecesAndHolds(Map<String, UnaryOperator<ErasureTarget>> saboteurs) {
        saboteurs.put("aPieceIsNeverLargerThanItMayBe", target -> new Wrapped(target) {
            @Override
            public ErasedPiece erase(ErasurePiece piece) {
                return target.erase(new ErasurePiece(piece.order(), Integer.MAX_VALUE, piece.holds()));
            }
        });
        saboteurs.put("aPieceThatIsDoneStaysDone", InMemoryOnly::new);
        saboteurs.put("whatIsGoneIsCountedAsNothing", target -> new Wrapped(target) {
            @Override
            public ErasedPiece erase(ErasurePiece piece) {
                ErasedPiece erased = target.erase(piece);
                return new ErasedPiece(Math.max(1, erased.records()), erased.rest());
            }
        });
        saboteurs.put("aHoldStopsThePieceBeforeAnythingIsFinal", target -> new Wrapped(target) {
            @Override
            public ErasedPiece erase(ErasurePiece piece) {
                ErasedPiece erased = target.erase(new ErasurePiece(piece.order(), piece.maxRecords(), () -> {}));
                piece.holds().requireUnheld();
                return erased;
            }
        });
        saboteurs.put("aHoldThatIsPlacedWhileTheErasureRunsStopsIt", target -> new Wrapped(target) {
            private boolean asked;

            @Override
            public ErasedPiece erase(ErasurePiece piece) {
                HoldCheck once = asked ? () -> {} : piece.holds();
                asked = true;
                return target.erase(new ErasurePiece(piece.order(), piece.maxRecords(), once));
            }
        });
        saboteurs.put("afterTheReleaseTheErasureGoesOn", target -> new Wrapped(target) {
            private boolean held;

            @Override
            public ErasedPiece erase(ErasurePiece piece) {
                try {
                    return held ? ErasedPiece.last(0) : target.erase(piece);
                } catch (LegalHoldException e) {
                    held = true;
                    throw e;
                }
            }
        });
        saboteurs.put("whatTheStoreHoldsIsTheSumOfItsTenantsOrNotTold", target -> new Wrapped(target) {
            @Override
            public ReadBack holdings() {
                return new ReadBack.Present(1_000_000);
            }
        });
        saboteurs.put("withoutTheStoreItsHoldingsAreNotAbsent", target -> new Wrapped(target) {
            @Override
            public ReadBack holdings() {
                return target.holdings() instanceof ReadBack.Unreachable ? ABSENT : target.holdings();
            }
        });
    }

    private static ErasurePiece widened(ErasurePiece piece, Scope scope) {
        ErasureOrder order = piece.order();
        ErasureOrder widened = new ErasureOrder(
                order.id(),
                scope,
                order.stores(),
                order.authority(),
                order.requestedAt(),
                order.executeFrom(),
                order.due());
        return new ErasurePiece(widened, piece.maxRecords(), piece.holds());
    }

    private static class Wrapped implements ErasureTarget {

        final ErasureTarget target;

        Wrapped(ErasureTarget target) {
            this.target = target;
        }

        @Override
        public String name() {
            return target.name();
        }

        @Override
        public StoreKind kind() {
            return target.kind();
        }

        @Override
        public Set<RecordClass> recordClasses() {
            return target.recordClasses();
        }

        @Override
        public ErasedPiece erase(ErasurePiece piece) {
            return target.erase(piece);
        }

        @Override
        public ReadBack readBack(ErasureOrder order) {
            return target.readBack(order);
        }

        @Override
        public ReadBack holdings() {
            return target.holdings();
        }
    }

    /** Remembers what it was told to erase, and forgets it with itself. */
    private static final class InMemoryOnly extends Wrapped {

        private final Set<Scope> erased = new HashSet<>();

        InMemoryOnly(ErasureTarget target) {
            super(target);
        }

        @Override
        public synchronized ErasedPiece erase(ErasurePiece piece) {
            erased.add(piece.order().scope());
            return ErasedPiece.last(1);
        }

        @Override
        public synchronized ReadBack readBack(ErasureOrder order) {
            return erased.contains(order.scope()) ? ABSENT : target.readBack(order);
        }
    }

    private record Stored(TenantId tenant, SubjectId subject, int number) {

        boolean isIn(Scope scope) {
            return scope.covers(Scope.of(tenant, subject));
        }
    }

    static class UnderTest extends ErasureTargetContract {

        private final List<Stored> store = new CopyOnWriteArrayList<>();
        private volatile boolean connected = true;

        @Override
        protected ErasureTarget openTarget() {
            return SABOTAGE.on(new ErasureTarget() {
                @Override
                public String name() {
                    return "memory";
                }

                @Override
                public StoreKind kind() {
                    return StoreKind.LIVE;
                }

                @Override
                public Set<RecordClass> recordClasses() {
                    return Set.of();
                }

                @Override
                public ErasedPiece erase(ErasurePiece piece) {
                    requireConnected();
                    List<Stored> chosen = store.stream()
                            .filter(stored -> stored.isIn(piece.order().scope()))
                            .limit(piece.maxRecords())
                            .toList();
                    if (chosen.isEmpty()) {
                        return ErasedPiece.last(0);
                    }
                    piece.holds().requireUnheld();
                    chosen.forEach(store::remove);
                    return readBack(piece.order()) instanceof ReadBack.Absent
                            ? ErasedPiece.last(chosen.size())
                            : ErasedPiece.withMoreLeft(chosen.size());
                }

                @Override
                public ReadBack readBack(ErasureOrder order) {
                    if (!connected) {
                        return new ReadBack.Unreachable("the store does not answer");
                    }
                    long records = store.stream()
                            .filter(stored -> stored.isIn(order.scope()))
                            .count();
                    return records == 0 ? ABSENT : new ReadBack.Present(records);
                }

                @Override
                public ReadBack holdings() {
                    if (!connected) {
                        return new ReadBack.Unreachable("the store does not answer");
                    }
                    return store.isEmpty() ? ABSENT : new ReadBack.Present(store.size());
                }
            });
        }

        private void requireConnected() {
            if (!connected) {
                throw new IllegalStateException("the store does not answer");
            }
        }

        @Override
        protected void putRecord(TenantId tenant, SubjectId subject) {
            store.add(new Stored(tenant, subject, store.size()));
        }

        @Override
        protected void disconnect() {
            connected = false;
        }

        @Override
        protected void reconnect() {
            connected = true;
        }
    }
}
