package dev.compliancekit.audit.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.audit.spi.WitnessAnswer;
import dev.compliancekit.audit.spi.WitnessAnswer.Refusal;
import dev.compliancekit.audit.spi.WitnessUnavailableException;
import dev.compliancekit.audit.tlog.AddCheckpoint;
import dev.compliancekit.audit.tlog.CosignatureType;
import dev.compliancekit.audit.tlog.SigningKey;
import dev.compliancekit.audit.tlog.WitnessSigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWitnessTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00.7Z");

    @TempDir
    private Path folder = Path.of("");

    private final WitnessSigningKey key =
            WitnessSigningKey.generate(CosignatureType.ED25519, "witness.example/w1", RANDOM);
    private Optional<FileWitness> opened = Optional.empty();
    private Optional<LogBeforeWitnesses> logs = Optional.empty();

    @BeforeEach
    void writeLog() {
        logs = Optional.of(new LogBeforeWitnesses(folder));
    }

    @AfterEach
    void close() {
        opened.ifPresent(FileWitness::close);
    }

    private LogBeforeWitnesses log() {
        return logs.orElseThrow();
    }

    private FileWitness open() {
        close();
        FileWitness witness = FileWitness.builder(folder.resolve("witness"), key, () -> AT)
                .log(log().vkey())
                .open();
        opened = Optional.of(witness);
        return witness;
    }

    private void assertCosigns(FileWitness witness, AddCheckpoint request) {
        WitnessAnswer answer = witness.addCheckpoint(request);
        assertThat(answer)
                .isInstanceOfSatisfying(
                        WitnessAnswer.Cosigned.class,
                        cosigned -> assertThat(cosigned.lines())
                                .singleElement()
                                .satisfies(line -> assertThat(key.witnessKey()
                                                .verify(request.checkpoint().unverified(), line)
                                                .at())
                                        .isEqualTo(Instant.parse("2026-01-01T00:00:00Z"))));
    }

    private static void assertRefuses(WitnessAnswer answer, Refusal refusal) {
        assertThat(answer).isEqualTo(new WitnessAnswer.Refused(refusal));
    }

    @Test
    void growthIsCosignedAcrossReopenings() {
        int[] sizes = {0, 0, 1, 2, 3, 255, 256, 257, 257, 300};
        for (int i = 1; i < sizes.length; i++) {
            assertCosigns(open(), log().request(sizes[i - 1], sizes[i]));
        }
    }

    @Test
    void forksRollbacksAndOtherSizesAreNotCosigned() {
        FileWitness witness = open();
        assertCosigns(witness, log().request(0, 260));
        assertRefuses(witness.addCheckpoint(log().forkedRequest(260, 260)), Refusal.FORK);
        assertRefuses(witness.addCheckpoint(log().forkedRequest(260, 270)), Refusal.BAD_PROOF);
        AddCheckpoint bare = new AddCheckpoint(260, List.of(), log().signed(270));
        assertRefuses(witness.addCheckpoint(bare), Refusal.BAD_PROOF);
        AddCheckpoint back = new AddCheckpoint(260, List.of(), log().signed(200));
        assertRefuses(witness.addCheckpoint(back), Refusal.MALFORMED);
        for (AddCheckpoint other :
                List.of(log().request(0, 300), log().request(259, 300), log().forkedRequest(0, 300))) {
            assertThat(witness.addCheckpoint(other)).isEqualTo(new WitnessAnswer.OtherSize(260));
        }
        assertThat(open().addCheckpoint(log().request(0, 300))).isEqualTo(new WitnessAnswer.OtherSize(260));
        assertCosigns(open(), log().request(260, 300));
    }

    @Test
    void strangersAreRefused() {
        FileWitness witness = open();
        SigningKey stranger = SigningKey.generate("example.com/log", RANDOM);
        AddCheckpoint forged = new AddCheckpoint(0, List.of(), stranger.sign(log().checkpoint(5)));
        assertRefuses(witness.addCheckpoint(forged), Refusal.UNTRUSTED_SIGNATURE);
        LogBeforeWitnesses another = new LogBeforeWitnesses(folder.resolve("another"));
        assertRefuses(witness.addCheckpoint(another.request(0, 5)), Refusal.UNTRUSTED_SIGNATURE);
        SigningKey unknown = SigningKey.generate("example.com/unknown", RANDOM);
        AddCheckpoint elsewhere = new AddCheckpoint(
                0,
                List.of(),
                unknown.sign(new dev.compliancekit.audit.tlog.Checkpoint(
                        "example.com/unknown", 0, log().checkpoint(0).rootHash())));
        assertRefuses(witness.addCheckpoint(elsewhere), Refusal.UNKNOWN_LOG);
        assertCosigns(witness, log().request(0, 5));
    }

    @Test
    void severalKeysCosignEach() {
        WitnessSigningKey second = WitnessSigningKey.generate(
                CosignatureType.ML_DSA_44, "witness.example/w1", RANDOM, new BouncyCastleProvider());
        try (FileWitness witness = FileWitness.builder(folder.resolve("two"), key, () -> AT)
                .key(second)
                .log(log().vkey())
                .open()) {
            WitnessAnswer answer = witness.addCheckpoint(log().request(0, 7));
            assertThat(((WitnessAnswer.Cosigned) answer).lines()).hasSize(2);
            assertThat(second.witnessKey()
                            .verify(
                                    log().checkpoint(7),
                                    ((WitnessAnswer.Cosigned) answer).lines().get(1))
                            .at())
                    .isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        }
    }

    @Test
    void aFolderHasOneWitnessAtATime() {
        open();
        FileWitness.Builder second = FileWitness.builder(folder.resolve("witness"), key, () -> AT);
        assertThatThrownBy(second::open)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("open already");
        close();
        second.open().close();
    }

    @Test
    void whatItRemembersIsNeverGuessed() throws IOException {
        assertCosigns(open(), log().request(0, 260));
        close();
        Path file;
        try (Stream<Path> files = Files.list(folder.resolve("witness"))) {
            file = files.filter(each -> !each.endsWith("lock")).findFirst().orElseThrow();
        }
        byte[] note = Files.readAllBytes(file);
        for (int at = 0; at < note.length; at += 7) {
            byte[] damaged = note.clone();
            damaged[at] ^= 1;
            Files.write(file, damaged);
            assertThatThrownBy(this::open).isInstanceOf(WitnessUnavailableException.class);
        }
        Files.write(file, new byte[0]);
        assertThatThrownBy(this::open).isInstanceOf(WitnessUnavailableException.class);
        Files.write(file, note);
        assertCosigns(open(), log().request(260, 300));
    }

    @Test
    void afterAFailedWriteItAnswersNoMoreUntilItIsOpenedAgain() throws IOException {
        FileWitness witness = open();
        assertCosigns(witness, log().request(0, 10));
        Path file;
        try (Stream<Path> files = Files.list(folder.resolve("witness"))) {
            file = files.filter(each -> !each.endsWith("lock")).findFirst().orElseThrow();
        }
        Path obstacle = file.resolveSibling(file.getFileName() + ".tmp");
        Files.createDirectory(obstacle);
        assertThatThrownBy(() -> witness.addCheckpoint(log().request(10, 20)))
                .isInstanceOf(WitnessUnavailableException.class);
        Files.delete(obstacle);
        assertThatThrownBy(() -> witness.addCheckpoint(log().request(10, 20)))
                .isInstanceOf(WitnessUnavailableException.class)
                .hasMessageContaining("open it again");
        assertCosigns(open(), log().request(10, 20));
    }

    @Test
    void anInterruptDoesNotSpoilIt() {
        FileWitness witness = open();
        Thread.currentThread().interrupt();
        assertCosigns(witness, log().request(0, 10));
        assertThat(Thread.interrupted()).isTrue();
        assertCosigns(witness, log().request(10, 20));
        witness.close();
        assertThatThrownBy(() -> witness.addCheckpoint(log().request(20, 30)))
                .isInstanceOf(WitnessUnavailableException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void aKeyFileIsReadByItsOwnerOnlyAndNeverOverwritten() throws IOException {
        Path file = folder.resolve("keys/w1.key");
        WitnessKeyFile.create(file, key);
        assertThat(WitnessKeyFile.load(file).witnessKey()).isEqualTo(key.witnessKey());
        assertThatThrownBy(() -> WitnessKeyFile.create(file, key)).isInstanceOf(IllegalStateException.class);
        String content = Files.readString(file);
        for (String wrong : List.of("", content.strip(), content + "\n", content.replace("PRIVATE", "PUBLIC"))) {
            Files.writeString(file, wrong);
            assertThatThrownBy(() -> WitnessKeyFile.load(file))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining(
                            key.secretLine().substring(key.secretLine().length() - 20));
        }
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> WitnessKeyFile.load(file)).hasMessageContaining("rw-------");
        assertThatThrownBy(() -> WitnessKeyFile.load(folder.resolve("none")))
                .isInstanceOf(WitnessUnavailableException.class);
        WitnessSigningKey large = WitnessSigningKey.generate(
                CosignatureType.ML_DSA_44, "witness.example/w2", RANDOM, new BouncyCastleProvider());
        WitnessKeyFile.create(folder.resolve("w2.key"), large);
        assertThat(WitnessKeyFile.load(folder.resolve("w2.key"), new BouncyCastleProvider())
                        .witnessKey())
                .isEqualTo(large.witnessKey());
    }
}
