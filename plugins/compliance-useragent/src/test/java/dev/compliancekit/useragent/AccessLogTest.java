package dev.compliancekit.useragent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.compliancekit.audit.event.DeviceType;
import dev.compliancekit.audit.spi.DeviceTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The 559 user agents of a public web server's log, judged by words that people would look for. */
class AccessLogTest {

    private static final DeviceTypes TYPES = UapDeviceTypes.create();
    private static final Set<String> AGENTS = new TreeSet<>();

    @BeforeAll
    static void read() throws IOException {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("shared/data/access.log"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            assertThat(System.getenv("CI")).as("data are missing in CI").isNotEqualTo("true");
            assumeTrue(false, "the access log is missing: no shared/data/access.log beside the repository");
            return;
        }
        for (String line : Files.readAllLines(folder.resolve("shared/data/access.log"))) {
            String[] quoted = line.split("\"", -1);
            AGENTS.add(quoted[quoted.length - 2]);
        }
    }

    @Test
    void plainWordsAndTheExpressionsAgree() {
        assertThat(AGENTS).hasSizeGreaterThan(500);
        for (String agent : AGENTS) {
            String lower = agent.toLowerCase(Locale.ROOT);
            DeviceType type = TYPES.typeOf(agent);
            if (lower.contains("bot") || lower.contains("spider") || lower.contains("crawler")) {
                assertThat(type).as(agent).isEqualTo(DeviceType.BOT);
            } else if (agent.contains("iPad")) {
                assertThat(type).as(agent).isEqualTo(DeviceType.TABLET);
            } else if (agent.contains("iPhone") || agent.contains("Windows Phone")) {
                assertThat(type).as(agent).isEqualTo(DeviceType.PHONE);
            } else if (agent.startsWith("Mozilla") && agent.contains("Android")) {
                assertThat(type).as(agent).isIn(DeviceType.PHONE, DeviceType.TABLET);
            } else if (agent.startsWith("Mozilla") && (agent.contains("Windows NT") || agent.contains("Macintosh"))) {
                assertThat(type).as(agent).isIn(DeviceType.DESKTOP, DeviceType.BOT);
            }
        }
    }

    @Test
    void everyTypeOccurs() {
        Map<DeviceType, Integer> counts = new EnumMap<>(DeviceType.class);
        AGENTS.forEach(agent -> counts.merge(TYPES.typeOf(agent), 1, Integer::sum));
        assertThat(counts).as("types").containsOnlyKeys(DeviceType.values());
        assertThat(counts.getOrDefault(DeviceType.OTHER, 0))
                .as("not told: %s", counts)
                .isLessThan(AGENTS.size() / 10);
    }
}
