package dev.compliancekit.core.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityPageTest {

    private static final Promise KEPT =
            new Promise("A1", "Records are tagged.", PromiseKind.BY_CODE, "tenant-tag", Map.of());
    private static final Promise ADVERT =
            new Promise("A2", "There is a trial.", PromiseKind.STATEMENT, Promise.NO_CONTROL, Map.of());

    private static SecurityPage page(String id, String title, String source, List<Promise> promises) {
        return new SecurityPage(id, title, source, LocalDate.of(2020, 1, 21), ZoneOffset.UTC, promises);
    }

    @Test
    void tellsStatementsFromPromises() {
        assertThat(page("acme", "Acme", "acme.example/security", List.of(KEPT, ADVERT))
                        .statements())
                .containsExactly(ADVERT);
    }

    @Test
    void copiesItsPromises() {
        List<Promise> promises = new ArrayList<>(List.of(KEPT, ADVERT));
        SecurityPage page = page("acme", "Acme", "acme.example", promises);
        promises.clear();
        assertThat(page.promises()).containsExactly(KEPT, ADVERT).isUnmodifiable();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Acme", "a b", "-a", "../a"})
    void refusesIdsOfAnotherForm(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> page(id, "Acme", "acme.example", List.of(KEPT)))
                .withMessageStartingWith("page id is not accepted; accepted are a-z, 0-9 and single hyphens");
    }

    @Test
    void idsHaveAtMost64Characters() {
        assertThat(page("a".repeat(64), "Acme", "acme.example", List.of(KEPT)).id())
                .hasSize(64);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> page("a".repeat(65), "Acme", "acme.example", List.of(KEPT)))
                .withMessageContaining("at most 64 in all");
    }

    @Test
    void refusesBlankTitleAndSource() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> page("acme", " ", "acme.example", List.of(KEPT)))
                .withMessage("page acme has a blank title; accepted is text");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> page("acme", "Acme", "", List.of(KEPT)))
                .withMessage("page acme has a blank source; accepted is text");
    }

    @Test
    void refusesAPageWithoutPromises() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> page("acme", "Acme", "acme.example", List.of()))
                .withMessage("page acme has no promises; accepted is at least one");
    }

    @Test
    void refusesTwoPromisesWithOneId() {
        Promise twin = new Promise("A1", "Another.", PromiseKind.BY_CODE, "residency", Map.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> page("acme", "Acme", "acme.example", List.of(KEPT, twin)))
                .withMessage("page acme has two promises with the id A1; accepted is one of each id");
    }
}
