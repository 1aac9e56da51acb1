package dev.compliancekit.testkit;

import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.retention.ErasureOrder;
import dev.compliancekit.retention.Scope;
import dev.compliancekit.retention.StoreKind;
import dev.compliancekit.retention.spi.ErasureTarget;
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
            public void erase(ErasureOrder order) {
                if (order.scope() instanceof Scope.WholeTenant) {
                    target.erase(order);
                }
            }
        });
        saboteurs.put("afterErasingATenantAllOfItIsAbsent", target -> new Wrapped(target) {
            @Override
            public void erase(ErasureOrder order) {
                if (order.scope() instanceof Scope.OneSubject) {
                    target.erase(order);
                }
            }
        });
        saboteurs.put("anErasureIsDurable", InMemoryOnly::new);
        saboteurs.put("erasingWhatIsGoneDoesNothing", target -> new Wrapped(target) {
            @Override
            public void erase(ErasureOrder order) {
                if (target.readBack(order) instanceof ReadBack.Absent) {
                    throw new IllegalStateException("nothing to erase");
                }
                target.erase(order);
            }
        });
        saboteurs.put("erasingTouchesNoOtherSubject", target -> new Wrapped(target) {
            @Override
            public void erase(ErasureOrder order) {
                target.erase(widened(order, Scope.of(order.scope().tenant())));
            }
        });
        saboteurs.put("erasingTouchesNoOtherTenant", target -> new Wrapped(target) {
            @Override
            public void erase(ErasureOrder order) {
                target.erase(order);
                target.erase(widened(order, Scope.of(new TenantId("globex"))));
            }
        });
        saboteurs.put("readingBackChangesNothing", target -> new Wrapped(target) {
            @Override
            public ReadBack readBack(ErasureOrder order) {
                ReadBack answer = target.readBack(order);
                if (answer instanceof ReadBack.Present) {
                    target.erase(order);
                }
                return answer;
            }
        });
        saboteurs.put("readingBackAsksTheStoreEachTime", target -> new Wrapped(target) {
            private final Set<Scope> erased = new HashSet<>();

            @Override
            public synchronized void erase(ErasureOrder order) {
                target.erase(order);
                erased.add(order.scope());
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
            public void erase(ErasureOrder order) {
                try {
                    target.erase(order);
                } catch (IllegalStateException e) {
                    // the saboteur drops it silently
                }
            }
        });
        saboteurs.put("manyThreadsMayEraseAtOnce", target -> new Wrapped(target) {
            private final Thread main = Thread.currentThread();

            @Override
            public void erase(ErasureOrder order) {
                if (Thread.currentThread().equals(main)) {
                    target.erase(order);
                }
            }
        });
        return SABOTAGE.tests(saboteurs);
    }

    private static ErasureOrder widened(ErasureOrder order, Scope scope) {
        return new ErasureOrder(
                order.id(),
                scope,
                order.stores(),
                order.authority(),
                order.requestedAt(),
                order.executeFrom(),
                order.due());
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
        public void erase(ErasureOrder order) {
            target.erase(order);
        }

        @Override
        public ReadBack readBack(ErasureOrder order) {
            return target.readBack(order);
        }
    }

    /** Remembers what it was told to erase, and forgets it with itself. */
    private static final class InMemoryOnly extends Wrapped {

        private final Set<Scope> erased = new HashSet<>();

        InMemoryOnly(ErasureTarget target) {
            super(target);
        }

        @Override
        public synchronized void erase(ErasureOrder order) {
            erased.add(order.scope());
        }

        @Override
        public synchronized ReadBack readBack(ErasureOrder order) {
            return erased.contains(order.scope()) ? ABSENT : target.readBack(order);
        }
    }

    private record Stored(TenantId tenant, SubjectId subject) {

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
                public void erase(ErasureOrder order) {
                    if (!connected) {
                        throw new IllegalStateException("the store does not answer");
                    }
                    store.removeIf(stored -> stored.isIn(order.scope()));
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
            });
        }

        @Override
        protected void putRecord(TenantId tenant, SubjectId subject) {
            store.add(new Stored(tenant, subject));
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
