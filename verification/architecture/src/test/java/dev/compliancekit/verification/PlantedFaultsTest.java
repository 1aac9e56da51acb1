package dev.compliancekit.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each rule must find the fault that was planted for it, and must leave the clean class alone. */
class PlantedFaultsTest {

    private static final String ROOT = "dev.compliancekit.verification.planted";
    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages(ROOT);

    /** Rule, then a part of the line that each of its faults is reported with. */
    private static final Map<String, List<String>> EXPECTED = Map.ofEntries(
            Map.entry("core knows only what is below it", List.of("CoreKnowsAudit")),
            Map.entry("crypto knows only what is below it", List.of("CryptoKnowsRetention")),
            Map.entry("audit knows only what is below it", List.of("AuditKnowsCrypto")),
            Map.entry("retention knows only what is below it", List.of("RetentionKnowsAudit")),
            Map.entry("testkit knows only what is below it", List.of("TestkitKnowsPages")),
            Map.entry("pages knows only what is below it", List.of("PagesKnowsCli")),
            Map.entry("main code never sees the testkit", List.of("MainKnowsTestkit")),
            Map.entry("nothing imports cli", List.of("PagesKnowsCli")),
            Map.entry("nothing imports starter", List.of("KnowsFrontEnds")),
            Map.entry("nothing imports examples", List.of("KnowsFrontEnds")),
            Map.entry("nothing imports verification", List.of("KnowsFrontEnds")),
            Map.entry("nothing imports benchmarks", List.of("KnowsFrontEnds")),
            Map.entry("spi never sees internal", List.of("SpiKnowsInternal")),
            Map.entry("no circle between packages", List.of("Cycle detected")),
            Map.entry("core uses only the JDK, SLF4J and annotations", List.of("CoreUsesGuava")),
            Map.entry("Bouncy Castle is only in crypto", List.of("AuditUsesBouncyCastle")),
            Map.entry("Caffeine is only in crypto, retention and useragent", List.of("AuditUsesCaffeine")),
            Map.entry("Guava is never in core nor in a front end's rules", List.of("CoreUsesGuava")),
            Map.entry("SLF4J is for diagnostics, never on the audit path", List.of("AuditUsesLogger")),
            Map.entry("no JSON binding library in the four", List.of("AuditUsesJackson")),
            Map.entry("bulk AES goes through the JCA, never Bouncy Castle's engines", List.of("CryptoUsesEngine")),
            Map.entry(
                    "no third-party type in a public signature",
                    List.of(
                            "ForeignSignature: its supertypes mention",
                            "parameter mentions com.google",
                            "result mentions com.google",
                            "typeArgument mentions com.google",
                            "thrown mentions com.google",
                            "FIELD mentions com.google")),
            Map.entry("the API never mentions internal", List.of("MentionsInternal: hidden mentions")),
            Map.entry("no Optional as parameter or record component", List.of("taker takes", "held holds an Optional")),
            Map.entry("nothing nullable in the public API", List.of("result takes", "parameter takes")),
            Map.entry("accessors have no get", List.of("getName starts with get")),
            Map.entry(
                    "nobody calls now() or makes a clock",
                    List.of(
                            "Instant.now()",
                            "LocalDate.now()",
                            "Clock.systemUTC()",
                            "InstantSource.system()",
                            "currentTimeMillis()",
                            "nanoTime()",
                            "Date.<init>()",
                            "ZonedDateTime.now()")),
            Map.entry(
                    "nobody makes randomness",
                    List.of(
                            "randomUUID()",
                            "Math.random()",
                            "SecureRandom.<init>()",
                            "getInstanceStrong()",
                            "Random.<init>()",
                            "ThreadLocalRandom.current()")),
            Map.entry(
                    "no static mutable field",
                    List.of(
                            "static field counter is not final",
                            "static field CACHE is a mutable ConcurrentHashMap",
                            "static field TABLE is a mutable byte[]",
                            "static field LIST is a mutable ArrayList")),
            Map.entry("only the tenant's scope is bound to a thread", List.of("field BOUND is bound to a thread")),
            Map.entry("nothing is inherited by child threads", List.of("InheritableThreadLocal")),
            Map.entry(
                    "no thread unless the caller gave an executor",
                    List.of("newCachedThreadPool()", "Thread.<init>(java.lang.Runnable)", "parallelStream()")),
            Map.entry("no Java serialization", List.of("implements Serializable", "uses java.io.ObjectInputStream")),
            Map.entry("no other program is started", List.of("ProcessBuilder.<init>", "Runtime.exec")),
            Map.entry("nothing is printed", List.of("System.out", "System.err", "printStackTrace()")),
            Map.entry("nobody ends the JVM", List.of("System.exit(int)")),
            Map.entry("nobody breaks into other classes", List.of("setAccessible(boolean)")),
            Map.entry("SLF4J is the only logging", List.of("java.util.logging.Logger")),
            Map.entry(
                    "no empty word ends a class name",
                    List.of(
                            "its name ends with Helper",
                            "its name ends with Context",
                            "its name starts with Abstract")),
            Map.entry("no empty word names a package", List.of("its package is called util")),
            Map.entry(
                    "classes are final, records, enums or sealed; only kits are open",
                    List.of("OpenClass: is open for extension", "OpenAbstract: is open for extension")),
            Map.entry(
                    "public constructors only on records, exceptions, providers and cases of a sealed type",
                    List.of("PublicConstructor: has a public constructor")),
            Map.entry("no public field that is not a constant", List.of("field open is public and no constant")),
            Map.entry("every package is @NullMarked", List.of("Unmarked: its package has no package-info")));

    @TestFactory
    Stream<DynamicTest> everyRuleFindsItsFaults() {
        return new House(ROOT)
                .rules().stream()
                        .map(rule -> DynamicTest.dynamicTest(
                                rule.name(), () -> assertFound(rule, EXPECTED.getOrDefault(rule.name(), List.of()))));
    }

    @TestFactory
    Stream<DynamicTest> noRuleReportsTheCleanClass() {
        return new House(ROOT)
                .rules().stream()
                        .map(rule -> DynamicTest.dynamicTest(
                                rule.name(),
                                () -> assertThat(rule.faultsIn(PLANTED))
                                        .noneMatch(line -> line.contains("planted.core.Clean"))));
    }

    @Test
    void everyExpectationBelongsToARule() {
        assertThat(new House(ROOT).rules())
                .extracting(Rule::name)
                .doesNotHaveDuplicates()
                .containsAll(EXPECTED.keySet());
    }

    private static void assertFound(Rule rule, List<String> expected) {
        List<String> faults = rule.faultsIn(PLANTED);

        assertThat(expected).as("a planted fault for the rule: %s", rule.name()).isNotEmpty();
        for (String part : expected) {
            assertThat(faults).as(rule.name()).anyMatch(line -> line.contains(part));
        }
    }
}
