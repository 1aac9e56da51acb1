package dev.compliancekit.testkit;

import dev.compliancekit.core.Actor;
import dev.compliancekit.core.ComplianceException;
import dev.compliancekit.core.FieldPath;
import dev.compliancekit.core.Opened;
import dev.compliancekit.core.RecordId;
import dev.compliancekit.core.Sealer;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.crypto.key.TenantKeys;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class SealerContractTest {

    private static final Sabotage<Vault> SABOTAGE = new Sabotage<>(SealerContract.class, UnderTest.class);
    private static final SecureRandom RANDOM = new SecureRandom();

    @TestFactory
    Stream<DynamicTest> aSaboteurOfEachPromiseIsFound() {
        Map<String, UnaryOperator<Vault>> saboteurs = new HashMap<>();
        saboteurs.put("whatWasSealedOpensAtItsPlace", vault -> new Wrapped(vault) {
            @Override
            public Opened open(FieldPath path, byte[] sealed) {
                return vault.open(path, sealed) instanceof Opened.Plaintext value && value.plaintext().length == 0
                        ? new Opened.KeyMissing("none")
                        : vault.open(path, sealed);
            }
        });
        saboteurs.put("aSealedValueDoesNotShowThePlaintext", vault -> new Wrapped(vault) {
            @Override
            public byte[] seal(FieldPath path, byte[] plaintext) {
                return joined(vault.seal(path, plaintext), plaintext);
            }
        });
        saboteurs.put("oneValueSealedTwiceLooksDifferent", vault -> new Wrapped(vault) {
            private final Map<String, byte[]> known = new HashMap<>();

            @Override
            public synchronized byte[] seal(FieldPath path, byte[] plaintext) {
                return known.computeIfAbsent(path + text(plaintext), unseen -> vault.seal(path, plaintext));
            }
        });
        saboteurs.put("aValueOpensNowhereElse", vault -> new Wrapped(vault) {
            @Override
            public byte[] seal(FieldPath path, byte[] plaintext) {
                return vault.seal(anyRecord(path), plaintext);
            }

            @Override
            public Opened open(FieldPath path, byte[] sealed) {
                return vault.open(anyRecord(path), sealed);
            }
        });
        saboteurs.put("aChangedByteIsRefused", vault -> new Slack(vault, false));
        saboteurs.put("aCutOrLengthenedValueIsRefused", vault -> new Slack(vault, true));
        saboteurs.put("plaintextIsNeverTakenForASealedValue", vault -> new Wrapped(vault) {
            @Override
            public Opened open(FieldPath path, byte[] sealed) {
                try {
                    return vault.open(path, sealed);
                } catch (ComplianceException e) {
                    return new Opened.Plaintext(sealed);
                }
            }
        });
        saboteurs.put("theArraysOfTheCallerAreNeitherChangedNorKept", vault -> new Wrapped(vault) {
            @Override
            public byte[] seal(FieldPath path, byte[] plaintext) {
                byte[] sealed = vault.seal(path, plaintext);
                Arrays.fill(plaintext, (byte) 0);
                return sealed;
            }
        });
        saboteurs.put("aDestroyedKeyIsAnsweredAsErased", vault -> new Wrapped(vault) {
            @Override
            public Opened open(FieldPath path, byte[] sealed) {
                Opened opened = vault.open(path, sealed);
                return opened instanceof Opened.Erased erased ? new Opened.KeyMissing(erased.keyId()) : opened;
            }
        });
        saboteurs.put("nothingIsSealedUnderADestroyedKey", vault -> new Wrapped(vault) {
            @Override
            public byte[] seal(FieldPath path, byte[] plaintext) {
                try {
                    return vault.seal(path, plaintext);
                } catch (ComplianceException e) {
                    return plaintext.clone();
                }
            }
        });
        saboteurs.put("destroyingTheKeysOfOneTenantLeavesTheOthers", vault -> new Wrapped(vault) {
            @Override
            public void shred(TenantId tenant) {
                vault.shred(tenant);
                vault.shred(new TenantId("globex"));
            }
        });
        saboteurs.put("aLostKeyIsAnsweredAsMissing", vault -> new Wrapped(vault) {
            @Override
            public Opened open(FieldPath path, byte[] sealed) {
                Opened opened = vault.open(path, sealed);
                return opened instanceof Opened.KeyMissing missing ? new Opened.Erased(missing.keyId()) : opened;
            }
        });
        saboteurs.put("manyThreadsMaySealAndOpenAtOnce", vault -> new Wrapped(vault) {
            private final Set<Long> threads = new HashSet<>();

            @Override
            public synchronized byte[] seal(FieldPath path, byte[] plaintext) {
                threads.add(Thread.currentThread().getId());
                return vault.seal(path, threads.size() > 1 ? new byte[0] : plaintext);
            }
        });
        return SABOTAGE.tests(saboteurs);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private static FieldPath anyRecord(FieldPath path) {
        return new FieldPath(
                path.tenant(), path.subject(), path.recordClass(), new RecordId("any"), path.field(), path.version());
    }

    /** A sealer of which keys can be destroyed. */
    interface Vault extends Sealer {
        void shred(TenantId tenant);
    }

    private static class Wrapped implements Vault {

        final Vault vault;

        Wrapped(Vault vault) {
            this.vault = vault;
        }

        @Override
        public byte[] seal(FieldPath path, byte[] plaintext) {
            return vault.seal(path, plaintext);
        }

        @Override
        public Opened open(FieldPath path, byte[] sealed) {
            return vault.open(path, sealed);
        }

        @Override
        public void shred(TenantId tenant) {
            vault.shred(tenant);
        }
    }

    /** Adds a last byte that it never looks at, and perhaps does not miss it either. */
    private static final class Slack extends Wrapped {

        private final boolean lengthToo;

        Slack(Vault vault, boolean lengthToo) {
            super(vault);
            this.lengthToo = lengthToo;
        }

        @Override
        public byte[] seal(FieldPath path, byte[] plaintext) {
            byte[] sealed = vault.seal(path, plaintext);
            return lengthToo ? sealed : Arrays.copyOf(sealed, sealed.length + 1);
        }

        @Override
        public Opened open(FieldPath path, byte[] sealed) {
            try {
                return vault.open(path, lengthToo ? sealed : Arrays.copyOf(sealed, Math.max(0, sealed.length - 1)));
            } catch (ComplianceException e) {
                return vault.open(path, Arrays.copyOf(sealed, Math.max(0, sealed.length - 1)));
            }
        }
    }

    static class UnderTest extends SealerContract {

        private final Vault first = SABOTAGE.on(vault());

        @Override
        protected Sealer openSealer() {
            return first;
        }

        @Override
        protected Sealer sealerWithoutTheKeys() {
            return SABOTAGE.on(vault());
        }

        @Override
        protected void destroyKeysOf(TenantId tenant) {
            first.shred(tenant);
        }

        private static Vault vault() {
            TenantKeys keys = TenantKeys.builder(
                            InMemoryKeyStore.create(), InMemoryEpochStore.create(), InMemoryKeyService.create(RANDOM))
                    .random(RANDOM)
                    .clock(ManualClock.at("2026-03-01T12:00:00Z"))
                    .audit(RecordingAuditSink.create())
                    .build();
            return new Vault() {
                @Override
                public byte[] seal(FieldPath path, byte[] plaintext) {
                    return keys.seal(path, plaintext);
                }

                @Override
                public Opened open(FieldPath path, byte[] sealed) {
                    return keys.open(path, sealed);
                }

                @Override
                public void shred(TenantId tenant) {
                    keys.shred(tenant, Actor.staff("s-1"), "the contract of sealers");
                }
            };
        }
    }
}
