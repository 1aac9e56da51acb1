package dev.compliancekit.testkit;

import dev.compliancekit.audit.event.DeviceType;
import dev.compliancekit.audit.spi.DeviceTypes;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class DeviceTypesContractTest {

    private static final Sabotage<DeviceTypes> SABOTAGE = new Sabotage<>(DeviceTypesContract.class, UnderTest.class);

    @TestFactory
    Stream<DynamicTest> aSaboteurOfEachPromiseIsFound() {
        Map<String, UnaryOperator<DeviceTypes>> saboteurs = new HashMap<>();
        saboteurs.put("plainCasesAreTold", honest -> agent -> {
            DeviceType type = honest.typeOf(agent);
            return type == DeviceType.TABLET ? DeviceType.PHONE : type;
        });
        saboteurs.put(
                "whatCannotBeToldIsOther", honest -> agent -> agent.isBlank() ? DeviceType.BOT : honest.typeOf(agent));
        saboteurs.put("theSameTextHasTheSameAnswer", honest -> {
            AtomicInteger calls = new AtomicInteger();
            return agent -> calls.incrementAndGet() % 3 == 0 ? DeviceType.OTHER : honest.typeOf(agent);
        });
        saboteurs.put("anyTextIsAnswered", honest -> agent -> {
            if (agent.startsWith("(")) {
                throw new IllegalArgumentException("no user agent");
            }
            return honest.typeOf(agent);
        });
        saboteurs.put("hostileTextsAreAnsweredInBoundedTime", honest -> agent -> {
            if (agent.length() > 100_000) {
                throw new StackOverflowError("as a careless expression would");
            }
            return honest.typeOf(agent);
        });
        saboteurs.put("threadsDoNotCross", honest -> {
            AtomicReference<String> last = new AtomicReference<>("");
            return agent -> {
                last.set(agent);
                LockSupport.parkNanos(100_000);
                return honest.typeOf(Objects.requireNonNull(last.get()));
            };
        });
        saboteurs.put("nullIsRefused", honest -> agent -> honest.typeOf(Objects.requireNonNullElse(agent, "")));
        return SABOTAGE.tests(saboteurs);
    }

    static class UnderTest extends DeviceTypesContract {

        private final DeviceTypes types = SABOTAGE.on(UnderTest::byWord);

        @Override
        protected DeviceTypes deviceTypes() {
            return types;
        }

        private static DeviceType byWord(String agent) {
            if (agent.contains("bot")) {
                return DeviceType.BOT;
            }
            if (agent.contains("iPad")) {
                return DeviceType.TABLET;
            }
            if (agent.contains("Mobile")) {
                return DeviceType.PHONE;
            }
            boolean desktop = agent.contains("Windows") || agent.contains("Macintosh") || agent.contains("X11");
            return desktop ? DeviceType.DESKTOP : DeviceType.OTHER;
        }
    }
}
