package dev.compliancekit.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActorTest {

    @Test
    void theFactoriesGiveTheirKinds() {
        assertThat(Actor.staff("ann"))
                .isEqualTo(new Actor(Actor.Kind.STAFF, "ann"))
                .hasToString("staff:ann");
        assertThat(Actor.customer("u-7"))
                .isEqualTo(new Actor(Actor.Kind.CUSTOMER, "u-7"))
                .hasToString("customer:u-7");
        assertThat(Actor.service("billing"))
                .isEqualTo(new Actor(Actor.Kind.SERVICE, "billing"))
                .hasToString("service:billing");
        assertThat(Actor.auditor("a-1"))
                .isEqualTo(new Actor(Actor.Kind.AUDITOR, "a-1"))
                .hasToString("auditor:a-1");
    }

    @ParameterizedTest
    @EnumSource
    void parseUndoesToString(Actor.Kind kind) {
        for (String id : new String[] {"ann", "a:b", ":", "who\never", "\u00e9\ud83d\ude00", " "}) {
            Actor actor = new Actor(kind, id);
            assertThat(Actor.parse(actor.toString())).isEqualTo(actor);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann", ":ann", "Staff:ann", "STAFF:ann", "staf:ann", "staff ann", "", "staff :ann"})
    void parseRefusesUnknownKinds(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Actor.parse(text))
                .withMessage("actor has no known kind; "
                        + "accepted are staff:, customer:, service:, auditor: and other: with an id");
    }

    @Test
    void parseRefusesAnEmptyId() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Actor.parse("staff:"))
                .withMessage("actor id has 0 characters; accepted are 1 to 256");
    }

    @Test
    void accepts1To256Characters() {
        assertThat(Actor.staff("a".repeat(Actor.MAX_LENGTH)).id()).hasSize(256);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Actor.staff("a".repeat(257)))
                .withMessage("actor id has 257 characters; accepted are 1 to 256");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab\ud83d", "ab\ude00", "ab\ude00\ud83d", "ab\ud83dc"})
    void refusesALoneSurrogate(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Actor.staff(id))
                .withMessage("actor id has a lone surrogate at position 2; accepted is well-formed Unicode");
    }

    @Test
    void refusesMissingParts() {
        assertThatNullPointerException()
                .isThrownBy(() -> new Actor(Absent.reference(), "ann"))
                .withMessage("kind");
        assertThatNullPointerException()
                .isThrownBy(() -> Actor.staff(Absent.reference()))
                .withMessage("actor id");
    }
}
