import dev.compliancekit.audit.tlog.LogProof;
import dev.compliancekit.audit.tlog.LogVerifier;
import dev.compliancekit.audit.tlog.MerkleTree;
import dev.compliancekit.audit.tlog.SignedCheckpoint;
import dev.compliancekit.audit.tlog.VerificationReport;
import dev.compliancekit.audit.tlog.VerifierKey;
import dev.compliancekit.audit.tlog.WitnessKey;
import dev.compliancekit.audit.tlog.WitnessPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Verifies what {@code reader write} made, and that no changed byte of it passes. */
public final class Foreign {

    private final Path dir;
    private final VerifierKey vkey;
    private final WitnessPolicy policy;

    private Foreign(Path dir) throws IOException {
        this.dir = dir;
        this.vkey = VerifierKey.parse(Files.readString(dir.resolve("vkey")));
        this.policy = WitnessPolicy.of(1, List.of(WitnessKey.parse(Files.readString(dir.resolve("witness.vkey")))));
    }

    public static void main(String[] arguments) throws IOException {
        new Foreign(Path.of(arguments[0])).run();
    }

    private void run() throws IOException {
        SignedCheckpoint half = SignedCheckpoint.parse(Files.readString(dir.resolve("half.checkpoint")));
        LogVerifier verifier = LogVerifier.of(vkey).withSaved(half).withWitnesses(policy);
        VerificationReport report = verifier.verify(dir.resolve("log"));
        require(report.isIntact() && report.notCovered().isEmpty(), "a log of Go is not intact: " + report);
        verifier.verifyGrowth(dir.resolve("log"));
        int proofs = 0;
        int tampered = 0;
        try (Stream<Path> files = Files.list(dir)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".tlog-proof")).toList()) {
                String text = Files.readString(file);
                byte[] entry = Files.readAllBytes(Path.of(file.toString().replace(".tlog-proof", ".entry")));
                require(LogProof.parse(text).text().equals(text), "a proof of Go is written in other bytes");
                LogProof.parse(text).verify(MerkleTree.leafHash(entry), vkey, policy);
                proofs++;
            }
        }
        try (Stream<Path> files = Files.walk(dir.resolve("log"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] right = Files.readAllBytes(file);
                for (int at : new int[] {0, right.length / 2, right.length - 1}) {
                    byte[] wrong = right.clone();
                    wrong[at] ^= 1;
                    Files.write(file, wrong);
                    require(!verifier.verify(dir.resolve("log")).isIntact(), "byte " + at + " of " + file + " passes");
                    tampered++;
                }
                Files.write(file, right);
            }
        }
        System.out.println("a log of Go with " + report.entries() + " entries and " + proofs
                + " of its proofs verify; " + tampered + " changed copies do not");
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }
}
