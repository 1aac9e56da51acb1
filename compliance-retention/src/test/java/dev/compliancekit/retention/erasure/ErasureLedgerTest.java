package dev.compliancekit.retention.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.retention.ErasureOrder;
import dev.compliancekit.retention.Scope;
import dev.compliancekit.retention.StoreKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErasureLedgerTest {

    private static final SecretKey KEY = key(7);
    private static final TenantId TENANT = new TenantId("store-1");
    private static final Scope WHOLE = Scope.of(TENANT);
    private static final Scope CUSTOMER = Scope.of(TENANT, new SubjectId("c-7"));
    private static final Scope OTHER_CUSTOMER = Scope.of(TENANT, new SubjectId("c-8"));
    private static final Scope OTHER_TENANT = Scope.of(new TenantId("store-2"), new SubjectId("c-7"));
    private static final Instant NOON = Instant.parse("2024-05-01T12:00:00Z");

    @TempDir
    Path folder;

    private Path path;

    @BeforeEach
    void namePath() {
        path = folder.resolve("ledger");
    }

    private static SecretKey key(int fill) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) fill);
        return new SecretKeySpec(bytes, "HmacSHA256");
    }

    private static ErasureOrder order(String id, Scope scope) {
        return new ErasureOrder(id, scope, Set.of(StoreKind.LIVE), "page", NOON, NOON, NOON.plusSeconds(60));
    }

    private byte[] ledgerOfThreeLines() throws IOException {
        try (ErasureLedger ledger = ErasureLedger.create(path, KEY)) {
            ledger.begin(order("a", CUSTOMER), NOON);
            ledger.complete(order("a", CUSTOMER), NOON.plusSeconds(1));
            ledger.begin(order("b", WHOLE), NOON.plusSeconds(2));
        }
        return Files.readAllBytes(path);
    }

    @Test
    void remembersAcrossReopening() throws IOException {
        ledgerOfThreeLines();
        try (ErasureLedger ledger = ErasureLedger.open(path, KEY)) {
            assertThat(ledger.size()).isEqualTo(3);
            assertThat(ledger.droppedBytes()).isZero();
            assertThat(ledger.completedAt(order("a", CUSTOMER))).contains(NOON.plusSeconds(1));
            assertThat(ledger.completedAt(order("b", WHOLE))).isEmpty();
            assertThat(ledger.begin(order("b", WHOLE), NOON.plusSeconds(9))).isEqualTo(NOON.plusSeconds(2));
            assertThat(ledger.begin(order("c", WHOLE), NOON.plusSeconds(9))).isEqualTo(NOON.plusSeconds(9));
            assertThat(ledger.size()).isEqualTo(4);
        }
    }

    @Test
    void namesNobody() throws IOException {
        String text = new String(ledgerOfThreeLines(), StandardCharsets.US_ASCII);
        assertThat(text)
                .startsWith("compliancekit-erasure-ledger 1 ")
                .doesNotContain("store-1")
                .doesNotContain("c-7")
                .matches("(?s)[ -~\n]+\n");
        assertThat(text.lines().toList().get(1))
                .matches("1 2024-05-01T12:00:00Z begun [0-9a-f]{64} [0-9a-f]{64} [0-9a-f]{64}");
    }

    /** The bytes of version 1, which every later release must read. */
    @Test
    void writesTheFormThatTheFormatPageGives() throws IOException {
        try (InputStream golden =
                Objects.requireNonNull(ErasureLedgerTest.class.getResourceAsStream("ledger-v1.txt"))) {
            assertThat(ledgerOfThreeLines()).isEqualTo(golden.readAllBytes());
        }
    }

    @Test
    void everyChangedBitIsFound() throws IOException {
        try (ErasureLedger ledger = ErasureLedger.create(path, KEY)) {
            ledger.begin(order("a", CUSTOMER), NOON);
        }
        byte[] good = Files.readAllBytes(path);
        for (int bit = 0; bit < good.length * 8; bit++) {
            byte[] changed = good.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            Files.write(path, changed);
            if (bit / 8 == good.length - 1) {
                continue; // the last line's end: a torn line, see below
            }
            assertThatThrownBy(() -> ErasureLedger.open(path, KEY).close())
                    .as("bit " + bit)
                    .isInstanceOf(LedgerTamperedException.class);
        }
    }

    @Test
    void everyTornLastLineIsDroppedAndSaid() throws IOException {
        byte[] good = ledgerOfThreeLines();
        int lastLine = new String(good, StandardCharsets.US_ASCII).lastIndexOf('\n', good.length - 2) + 1;
        for (int length = lastLine; length < good.length; length++) {
            Files.write(path, Arrays.copyOf(good, length));
            try (ErasureLedger ledger = ErasureLedger.open(path, KEY)) {
                assertThat(ledger.size()).isEqualTo(2);
                assertThat(ledger.droppedBytes()).isEqualTo(length - lastLine);
                ledger.begin(order("b", WHOLE), NOON.plusSeconds(2));
            }
            assertThat(Files.readAllBytes(path)).isEqualTo(good);
        }
    }

    @Test
    void aTornHeaderIsNoLedger() throws IOException {
        byte[] good = ledgerOfThreeLines();
        for (int length : new int[] {0, 1, 40, 94}) {
            Files.write(path, Arrays.copyOf(good, length));
            assertThat(catchThrowableOfType(LedgerTamperedException.class, () -> ErasureLedger.open(path, KEY))
                            .line())
                    .isEqualTo(1);
        }
    }

    @Test
    void removedDoubledAndSwappedLinesAreFound() throws IOException {
        List<String> lines = new String(ledgerOfThreeLines(), StandardCharsets.US_ASCII)
                .lines()
                .toList();
        assertTampered(3, lines.get(0), lines.get(1), lines.get(3));
        assertTampered(2, lines.get(0), lines.get(2), lines.get(3));
        assertTampered(3, lines.get(0), lines.get(1), lines.get(1), lines.get(2));
        assertTampered(2, lines.get(0), lines.get(2), lines.get(1), lines.get(3));
        assertTampered(2, lines.get(0), "", lines.get(1));
        assertTampered(2, lines.get(0), "x".repeat(64));
        assertTampered(2, lines.get(0), " " + "x".repeat(64));
    }

    private void assertTampered(int line, String... lines) throws IOException {
        Files.writeString(path, String.join("\n", lines) + "\n");
        assertThat(catchThrowableOfType(LedgerTamperedException.class, () -> ErasureLedger.open(path, KEY))
                        .line())
                .isEqualTo(line);
    }

    @Test
    void whatTheKeyHolderWritesInAnotherFormIsRefused() {
        LedgerMac mac = new LedgerMac(KEY);
        String hash = "0".repeat(64);
        assertThat(LedgerLine.parse(2, "1 2024-05-01T12:00:00Z begun " + hash + " " + hash)
                        .number())
                .isEqualTo(1);
        for (String line : List.of(
                "01 2024-05-01T12:00:00Z begun " + hash + " " + hash,
                "1 2024-05-01T12:00:00.000Z begun " + hash + " " + hash,
                "1 2024-13-01T12:00:00Z begun " + hash + " " + hash,
                "1 2024-05-01T12:00:00Z ended " + hash + " " + hash,
                "1 2024-05-01T12:00:00Z begun " + hash,
                "")) {
            assertThatThrownBy(() -> LedgerLine.parse(2, line)).isInstanceOf(LedgerTamperedException.class);
        }
        assertThat(mac.ofKey()).hasSize(64);
    }

    @Test
    void aLineWithTheWrongNumberIsRefusedEvenIfItsHashIsRight() throws IOException {
        LedgerMac mac = new LedgerMac(KEY);
        String hash = "0".repeat(64);
        String content = "2 2024-05-01T12:00:00Z begun " + hash + " " + hash;
        assertTampered(
                2, "compliancekit-erasure-ledger 1 " + mac.ofKey(), content + " " + mac.ofLine(mac.ofKey(), content));
    }

    @Test
    void anotherKeyIsRefusedAndNotTakenForNothingToErase() throws IOException {
        ledgerOfThreeLines();
        assertThatThrownBy(() -> ErasureLedger.open(path, key(8)))
                .isInstanceOf(LedgerTamperedException.class)
                .hasMessageContaining("another key");
    }

    @Test
    void refusesShortKeys() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ErasureLedger.create(path, new SecretKeySpec(new byte[31], "HmacSHA256")))
                .withMessageContaining("31 bytes");
    }

    @Test
    void aMissingLedgerIsNotAnEmptyOne() {
        assertThatThrownBy(() -> ErasureLedger.open(path, KEY))
                .isInstanceOf(ErasureLedgerException.class)
                .hasMessageContaining("missing");
    }

    @Test
    void creatingNeverReplacesALedger() throws IOException {
        byte[] good = ledgerOfThreeLines();
        assertThatThrownBy(() -> ErasureLedger.create(path, KEY)).isInstanceOf(ErasureLedgerException.class);
        assertThat(Files.readAllBytes(path)).isEqualTo(good);
    }

    @Test
    void aSecondObjectIsRefusedUntilTheFirstIsClosed() throws IOException {
        ErasureLedger first = ErasureLedger.create(path, KEY);
        assertThatThrownBy(() -> ErasureLedger.open(path, KEY))
                .isInstanceOf(ErasureLedgerException.class)
                .hasMessageContaining("open elsewhere");
        first.close();
        ErasureLedger.open(path, KEY).close();
    }

    @Test
    void aFailedOpenFreesTheFile() throws IOException {
        byte[] good = ledgerOfThreeLines();
        assertThatThrownBy(() -> ErasureLedger.open(path, key(8))).isInstanceOf(LedgerTamperedException.class);
        ErasureLedger.open(path, KEY).close();
        assertThat(Files.readAllBytes(path)).isEqualTo(good);
    }

    @Test
    void afterAFailedWriteNothingMoreIsWritten() {
        LedgerFile file = LedgerFile.create(path, "header");
        file.close();
        assertThatThrownBy(() -> file.append("one"))
                .isInstanceOf(ErasureLedgerException.class)
                .hasMessageContaining("could not be written");
        assertThatThrownBy(() -> file.append("two"))
                .isInstanceOf(ErasureLedgerException.class)
                .hasMessageContaining("failed to write before");
    }

    @Test
    void anInterruptedThreadWritesAllTheSame() {
        try (ErasureLedger ledger = ErasureLedger.create(path, KEY)) {
            Thread.currentThread().interrupt();
            ledger.begin(order("a", CUSTOMER), NOON);
            assertThat(Thread.interrupted()).isTrue();
            ledger.complete(order("a", CUSTOMER), NOON);
            assertThat(ledger.size()).isEqualTo(2);
        }
    }

    @Test
    void whatWasErasedSinceTheBackupMustBeErasedAgain() {
        try (ErasureLedger ledger = ErasureLedger.create(path, KEY)) {
            ledger.begin(order("a", CUSTOMER), NOON);
            ledger.complete(order("a", CUSTOMER), NOON.plusSeconds(10));
            List<Scope> restored = List.of(OTHER_CUSTOMER, CUSTOMER, WHOLE, OTHER_TENANT);
            assertThat(ledger.mustReErase(restored, NOON)).containsExactly(CUSTOMER);
            assertThat(ledger.mustReErase(restored, NOON.plusSeconds(10))).containsExactly(CUSTOMER);
            assertThat(ledger.mustReErase(restored, NOON.plusSeconds(11))).isEmpty();
        }
    }

    @Test
    void whatIsBeingErasedMustBeErasedAgainWheneverTheBackupWasTaken() {
        try (ErasureLedger ledger = ErasureLedger.create(path, KEY)) {
            ledger.begin(order("a", CUSTOMER), NOON);
            assertThat(ledger.mustReErase(List.of(CUSTOMER), NOON.plus(Duration.ofDays(900))))
                    .containsExactly(CUSTOMER);
        }
    }

    @Test
    void anErasedTenantTakesItsSubjectsWithIt() {
        try (ErasureLedger ledger = ErasureLedger.create(path, KEY)) {
            ledger.begin(order("a", WHOLE), NOON);
            assertThat(ledger.mustReErase(List.of(CUSTOMER, OTHER_TENANT, WHOLE), NOON))
                    .containsExactly(CUSTOMER, WHOLE);
        }
    }
}
