package dev.compliancekit.audit.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.Bytes;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddCheckpointTest {

    /** The example of the C2SP tlog-witness specification, of which the second signature is of an unknown key. */
    private static final String EXAMPLE = """
            old 20852014
            PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
            jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
            5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
            /6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

            example.com/behind-the-sofa
            20852163
            CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

            \u2014 example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
            \u2014 example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=
            """;

    private static final ReferenceTree TREE = ReferenceTree.ofSize(20);
    private static final SigningKey LOG = SigningKey.generate("example.com/log", new SecureRandom());

    @Test
    void theExampleOfTheSpecificationIsReadAndWrittenAgain() {
        AddCheckpoint request = AddCheckpoint.parse(EXAMPLE);
        assertThat(request.oldSize()).isEqualTo(20_852_014);
        assertThat(request.hashes()).hasSize(4);
        assertThat(request.checkpoint().unverified().treeSize()).isEqualTo(20_852_163);
        assertThat(request.checkpoint().signatures()).hasSize(2);
        assertThat(request.text()).isEqualTo(EXAMPLE);
    }

    @Test
    void theExampleAnswerOfTheSpecificationIsRead() {
        String answer =
                "\u2014 witness.example/w1 CMp+6LWBU0anHGH5aNDTJkH/gj79sG+T6+iP2ThYN5krrDJbR1HDnucjL39QsZTSvVjyQL"
                        + "rdk3DXDqI5G2HgLatVs0pWh6Up69HVOw==\n"
                        + "\u2014 witness.example/w2 AWui8Sk55XjYLOijihBjhqEH6nS1ndDymE0a+6idX7pLcnoB+dhnz0854aLZgrrKbYKA7nC3HN"
                        + "Jhm/kWl7oJlqU3rXXvpysAdyP3wQ==\n";
        assertThat(SignatureLine.parseAll(answer))
                .extracting(SignatureLine::name)
                .containsExactly("witness.example/w1", "witness.example/w2");
        for (String wrong :
                List.of("", "\n", answer + "\n", answer.strip(), answer.replace("==", "="), "x".repeat(70_000))) {
            assertThatThrownBy(() -> SignatureLine.parseAll(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void whatIsMadeOfAProofIsReadBack() {
        ConsistencyProof proof = new ConsistencyProof(7, 20, TREE.nodes().consistencyPath(7, 20));
        AddCheckpoint request = AddCheckpoint.of(proof, LOG.sign(TREE.checkpoint(20)));
        assertThat(AddCheckpoint.parse(request.text())).isEqualTo(request);
        AddCheckpoint first = AddCheckpoint.of(new ConsistencyProof(0, 20, List.of()), LOG.sign(TREE.checkpoint(20)));
        assertThat(first.text()).startsWith("old 0\n\nexample.com/log\n20\n");
        assertThatThrownBy(() -> AddCheckpoint.of(proof, LOG.sign(TREE.checkpoint(19))))
                .hasMessageContaining("equal sizes");
    }

    @Test
    void noPrefixIsReadAndOtherFormsAreRefusedWithTheLine() {
        for (int length = 0; length < EXAMPLE.length(); length++) {
            String prefix = EXAMPLE.substring(0, length);
            if (!prefix.endsWith("EOxeMcTOAYQ8=\n") && !prefix.endsWith("xeMcTOAYQ8=\n")) {
                assertThatThrownBy(() -> AddCheckpoint.parse(prefix)).isInstanceOf(IllegalArgumentException.class);
            }
        }
        for (String old :
                List.of("old 020852014", "old  1", "old -1", "old", "Old 1", "old 99999999999999999999", "old 1\r")) {
            assertThatThrownBy(() -> AddCheckpoint.parse(EXAMPLE.replace("old 20852014", old)))
                    .as(old)
                    .hasMessageContaining("line 1");
        }
        assertThatThrownBy(() -> AddCheckpoint.parse(EXAMPLE.replace("DDpkaw=", "DDpkax=")))
                .hasMessageContaining("line 2");
        List<Bytes> many = Collections.nCopies(64, Bytes.copyOf(new byte[32]));
        assertThatThrownBy(() -> new AddCheckpoint(1, many, LOG.sign(TREE.checkpoint(20))))
                .hasMessageContaining("at most 63");
        assertThatThrownBy(() -> AddCheckpoint.parse(
                        EXAMPLE.replace("old 20852014\n", "old 20852014\n" + ("A".repeat(43) + "=\n").repeat(64))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AddCheckpoint.parse("x".repeat(69_633))).hasMessageContaining("69632");
    }
}
