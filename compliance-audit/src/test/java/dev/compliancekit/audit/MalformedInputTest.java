package dev.compliancekit.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.compliancekit.audit.heads.HeadsPath;
import dev.compliancekit.audit.spi.EntryLabel;
import dev.compliancekit.audit.spi.WitnessAnswer;
import dev.compliancekit.audit.tlog.AddCheckpoint;
import dev.compliancekit.audit.tlog.Checkpoint;
import dev.compliancekit.audit.tlog.EntryBundle;
import dev.compliancekit.audit.tlog.LogProof;
import dev.compliancekit.audit.tlog.LogTamperedException;
import dev.compliancekit.audit.tlog.SignatureLine;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.audit.tlog.SignedMinimumIndex;
import dev.compliancekit.audit.tlog.SigningKey;
import dev.compliancekit.audit.tlog.VerifierKey;
import dev.compliancekit.audit.tlog.WitnessKey;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever stands where a note, proof, key, bundle, event or file of the log is expected: a short sentence comes back,
 * soon, with little memory, and without a deep stack. Each parser's own test has what is nearly right.
 */
class MalformedInputTest {

    private static final int LARGE = 1 << 20;
    private static final long MAX_NANOS = 50_000_000;
    private static final long STACK = 256 << 10;

    /** The text of the input, a copy of it, and a third for what was read before the fault. */
    private static final long MAX_ALLOCATED = 8L * LARGE;

    private static final SigningKey KEY = SigningKey.generate("example.com/log", new SecureRandom());

    private static final Map<String, Consumer<byte[]>> PARSERS = new TreeMap<>();

    private static void parser(String name, Consumer<byte[]> parser) {
        PARSERS.put(name, parser);
    }

    private static void textParser(String name, Consumer<String> parser) {
        PARSERS.put(name, bytes -> parser.accept(new String(bytes, StandardCharsets.UTF_8)));
    }

    static {
        textParser("checkpoint", Checkpoint::parse);
        textParser("signed checkpoint", SignedCheckpoint::parse);
        textParser("minimum index", SignedMinimumIndex::parse);
        textParser("signature line", SignatureLine::parse);
        textParser("proof file", LogProof::parse);
        textParser("add-checkpoint request", AddCheckpoint::parse);
        textParser("vkey", VerifierKey::parse);
        textParser("witness's vkey", WitnessKey::parse);
        textParser("secret key", text -> SigningKey.parse(text, KEY.verifierKey()));
        textParser("witness's other size", WitnessAnswer.OtherSize::parse);
        textParser("export proof", ExportProof::parse);
        textParser("page cursor", text -> PageCursor.parse(text, "question"));
        textParser("heads path", text -> HeadsPath.parse(Collections.nCopies(LARGE, text)));
        parser("bundle of one entry", bytes -> EntryBundle.read(bytes, 1));
        parser("bundle of 256 entries", bytes -> EntryBundle.read(bytes, 256));
        parser("entry", EntryForm::read);
        parser("entry's label", EntryLabel::read);
        parser("exported line", ExportLines::read);
        parser("tenants' heads", TenantHeadsFile::decode);
        parser("segment header", SegmentHeader::read);
        parser("key slots", KeySlots::read);
        parser("postings", bytes -> Postings.parse(0, ByteBuffer.wrap(bytes)));
    }

    static Stream<String> parsers() {
        return PARSERS.keySet().stream();
    }

    private static List<byte[]> hostile() {
        List<byte[]> inputs = new ArrayList<>();
        inputs.add(new byte[0]);
        for (byte b : new byte[] {0, 1, 0x7f, (byte) 0x80, -1, '\n', ' ', '9'}) {
            byte[] same = new byte[LARGE];
            Arrays.fill(same, b);
            inputs.add(same);
        }
        for (String piece : List.of(
                "[",
                "{\"a\":",
                "\"",
                "{\"a\":1,",
                "\\u",
                "\\",
                "+",
                "\u2014 a b\n",
                "example.com/log\n42\n",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
                "c2sp.org/tlog-proof@v1\nindex 1\n",
                "old 1\n",
                "\u001b[31m\r\n",
                "99999999999999999999\n",
                "\ud83d\ude00")) {
            inputs.add(piece.repeat(LARGE / piece.length() / 3).getBytes(StandardCharsets.UTF_8));
            inputs.add(piece.getBytes(StandardCharsets.UTF_8));
        }
        inputs.add(("{\"action\":\"" + "x".repeat(LARGE / 2) + "\"").getBytes(StandardCharsets.UTF_8));
        Random random = new Random(20_261_125L);
        for (int length : new int[] {3, 33, 333, 3333, LARGE}) {
            byte[] noise = new byte[length];
            random.nextBytes(noise);
            inputs.add(noise);
        }
        return inputs;
    }

    @ParameterizedTest
    @MethodSource("parsers")
    void anythingIsRefusedSoonInOneSentence(String name) throws InterruptedException {
        Consumer<byte[]> parser = Objects.requireNonNull(PARSERS.get(name), name);
        List<Throwable> failures = new ArrayList<>();
        Thread shallow =
                new Thread(null, () -> hostile().forEach(input -> refuse(name, parser, input)), "shallow", STACK);
        shallow.setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
        shallow.start();
        shallow.join();
        assertThat(failures).as(name).isEmpty();
    }

    private static void refuse(String name, Consumer<byte[]> parser, byte[] input) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long fastest = Long.MAX_VALUE;
        long least = Long.MAX_VALUE;
        String sentence = "";
        for (int tries = 0; tries < 5 && (fastest > MAX_NANOS || least > MAX_ALLOCATED); tries++) {
            long allocated = threads.getCurrentThreadAllocatedBytes();
            long begun = threads.getCurrentThreadCpuTime();
            try {
                parser.accept(input);
            } catch (IllegalArgumentException | LogTamperedException e) {
                sentence = String.valueOf(e.getMessage());
            }
            fastest = Math.min(fastest, threads.getCurrentThreadCpuTime() - begun);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - allocated);
        }
        String what = name + " of " + input.length + " bytes, "
                + new String(input, 0, Math.min(9, input.length), StandardCharsets.ISO_8859_1);
        assertThat(sentence).as(what).hasSizeLessThan(300).doesNotContainPattern("[\\p{Cntrl}]");
        assertThat(fastest).as("%s: nanoseconds", what).isLessThan(MAX_NANOS);
        assertThat(least).as("%s: bytes of memory", what).isLessThan(MAX_ALLOCATED);
    }

    @Test
    void theRefusalsSayWhatIsExpectedOrWhere() {
        parsers().forEach(name -> {
            try {
                Objects.requireNonNull(PARSERS.get(name))
                        .accept("\u0001\u0002\u001b[31m x".getBytes(StandardCharsets.UTF_8));
                assertThat(name).isEqualTo("segment header"); // which none is a torn file, and no fault
            } catch (IllegalArgumentException | LogTamperedException e) {
                assertThat(e.getMessage()).as(name).isNotBlank().doesNotContain("31m");
            }
        });
    }
}
