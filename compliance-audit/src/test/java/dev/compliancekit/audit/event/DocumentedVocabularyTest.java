package dev.compliancekit.audit.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compliancekit.core.Action;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table in docs/formats/event-vocabulary.md is the rules. */
class DocumentedVocabularyTest {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final int COLUMNS = 6;

    private static List<List<String>> rows() throws IOException {
        return Files.readAllLines(Path.of("..", "docs", "formats", "event-vocabulary.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> List.of(line.substring(2).split(" ?\\| ", -1)))
                .filter(cells -> cells.size() == COLUMNS)
                .toList();
    }

    private static Set<String> names(String cell) {
        return CODE.matcher(cell).results().map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyRowSaysWhatItsRuleSays() throws IOException {
        List<String> documented = new ArrayList<>();
        for (List<String> row : rows()) {
            String action = names(row.get(0)).iterator().next();
            EventRule rule = EventRules.vocabulary().rule(new Action(action)).orElseThrow();
            Set<String> required = new TreeSet<>(rule.required());
            required.addAll(rule.requiredOneOf());
            Set<String> optional = new TreeSet<>(rule.forms().keySet());
            optional.removeAll(required);
            optional.removeAll(rule.requiredOnSuccess());
            assertThat(names(row.get(1))).as("%s: required", action).isEqualTo(required);
            assertThat(row.get(1).startsWith("one of"))
                    .as("%s: one of", action)
                    .isEqualTo(!rule.requiredOneOf().isEmpty());
            assertThat(names(row.get(2))).as("%s: required if done", action).isEqualTo(rule.requiredOnSuccess());
            assertThat(names(row.get(3))).as("%s: optional", action).isEqualTo(optional);
            documented.add(action);
        }
        assertThat(documented)
                .isSorted()
                .containsExactlyInAnyOrderElementsOf(Vocabulary.rules().stream()
                        .map(rule -> rule.action().value())
                        .toList());
    }

    @Test
    void everyActionOfCoreHasARuleAndASample() throws IllegalAccessException {
        List<Action> actions = new ArrayList<>();
        for (Field field : Action.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType().equals(Action.class)) {
                actions.add((Action) field.get(null));
            }
        }
        actions.remove(Action.TENANT_HEADS); // the log's own, which nobody else appends
        assertThat(Vocabulary.rules()).extracting(EventRule::action).containsExactlyInAnyOrderElementsOf(actions);
        assertThat(SampleEvents.all()).extracting(event -> event.action()).containsAll(actions);
    }
}
