package dev.compliancekit.audit.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple3;

/** Each text form has one reading: what is not refused in one sentence is written again byte for byte. */
class TextFormsProperties {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final ReferenceTree TREE = ReferenceTree.ofSize(50);
    private static final SigningKey LOG = SigningKey.generate("example.com/log", RANDOM);
    private static final WitnessSigningKey WITNESS =
            WitnessSigningKey.generate(CosignatureType.ED25519, "w.example", RANDOM);
    private static final SignedCheckpoint SIGNED = LOG.sign(TREE.checkpoint(50))
            .with(List.of(WITNESS.cosign(TREE.checkpoint(50), Instant.ofEpochSecond(1_700_000_000))));
    private static final String NOTE = SIGNED.text();
    private static final String PROOF = LogProof.of(
                    new InclusionProof(33, 50, TREE.nodes().inclusionPath(33, 50)), SIGNED)
            .text();
    private static final String REQUEST = AddCheckpoint.of(
                    new ConsistencyProof(7, 50, TREE.nodes().consistencyPath(7, 50)), SIGNED)
            .text();

    /** Where, how many characters go, and what comes for them. */
    @Provide
    Arbitrary<Tuple3<Integer, Integer, String>> changes() {
        Arbitrary<String> characters = Arbitraries.strings()
                .withChars("\n\r\t =+-/0159AZaz\u2014\u0000\u00a0\u0660\ufffd\ud800\udc00x")
                .ofMaxLength(4);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 2000),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.oneOf(characters, Arbitraries.strings().ofMaxLength(3)))
                .as(Tuple::of);
    }

    @Property
    void checkpointsHaveOneForm(@ForAll("changes") Tuple3<Integer, Integer, String> change) {
        assertOneForm(
                changed(NOTE, change), text -> SignedCheckpoint.parse(text).text());
    }

    @Property
    void proofFilesHaveOneForm(@ForAll("changes") Tuple3<Integer, Integer, String> change) {
        assertOneForm(changed(PROOF, change), text -> LogProof.parse(text).text());
    }

    @Property
    void requestsHaveOneForm(@ForAll("changes") Tuple3<Integer, Integer, String> change) {
        assertOneForm(
                changed(REQUEST, change), text -> AddCheckpoint.parse(text).text());
    }

    @Property
    void vkeysHaveOneForm(@ForAll("changes") Tuple3<Integer, Integer, String> change) {
        assertOneForm(
                changed(WITNESS.witnessKey().toString(), change),
                text -> WitnessKey.parse(text).toString());
        assertOneForm(
                changed(LOG.verifierKey().toString(), change),
                text -> VerifierKey.parse(text).toString());
    }

    @Property
    void nothingButTheDocumentedExceptionComesOfAnyText(@ForAll String text) {
        assertOneForm(text, each -> SignedCheckpoint.parse(each).text());
        assertOneForm(text, each -> LogProof.parse(each).text());
        assertOneForm(text, each -> AddCheckpoint.parse(each).text());
        assertOneForm(text, each -> WitnessKey.parse(each).toString());
    }

    private static String changed(String text, Tuple3<Integer, Integer, String> change) {
        int at = change.get1() % text.length();
        int end = Math.min(text.length(), at + change.get2());
        return text.substring(0, at) + change.get3() + text.substring(end);
    }

    private static void assertOneForm(String text, UnaryOperator<String> readAndWritten) {
        String again;
        try {
            again = readAndWritten.apply(text);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(300).doesNotContain("\n", "\r", "\u0000");
            return;
        }
        assertThat(again).isEqualTo(text);
    }
}
