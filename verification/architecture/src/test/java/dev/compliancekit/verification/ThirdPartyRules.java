package dev.compliancekit.verification;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;

/** Each library has a home; outside it nobody sees the library. */
final class ThirdPartyRules {

    private static final String[] JSON_BINDINGS = {
        "com.fasterxml.jackson..",
        "tools.jackson..",
        "com.google.gson..",
        "com.squareup.moshi..",
        "com.alibaba.fastjson..",
        "jakarta.json..",
        "javax.json..",
        "org.json.."
    };

    private ThirdPartyRules() {}

    static List<Rule> of(House house) {
        return List.of(
                Rule.of(
                        "core uses only the JDK, SLF4J and annotations",
                        noClasses()
                                .that(house.in("core"))
                                .should()
                                .dependOnClassesThat(not(house.everything()
                                        .or(resideInAnyPackage(
                                                "java..",
                                                "javax..",
                                                "org.slf4j..",
                                                "org.jspecify..",
                                                "com.google.errorprone.annotations.."))))),
                home(house, "Bouncy Castle is only in crypto", "org.bouncycastle..", "crypto"),
                home(
                        house,
                        "Caffeine is only in crypto, retention and useragent",
                        "com.github.benmanes.caffeine..",
                        "crypto",
                        "retention",
                        "useragent"),
                home(
                        house,
                        "Guava is never in core nor in a front end's rules",
                        "com.google.common..",
                        "crypto",
                        "audit",
                        "retention",
                        "pages"),
                home(
                        house,
                        "SLF4J is for diagnostics, never on the audit path",
                        "org.slf4j..",
                        "core",
                        "crypto",
                        "retention"),
                Rule.of(
                        "no JSON binding library in the four",
                        noClasses()
                                .that(house.theFour())
                                .should()
                                .dependOnClassesThat(resideInAnyPackage(JSON_BINDINGS))),
                Rule.of(
                        "bulk AES goes through the JCA, never Bouncy Castle's engines",
                        noClasses().that(house.everything()).should().dependOnClassesThat(bouncyCastleAes())));
    }

    private static Rule home(House house, String name, String library, String... homes) {
        return Rule.of(
                name,
                noClasses()
                        .that(house.everythingExcept(homes))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(library)));
    }

    private static DescribedPredicate<JavaClass> bouncyCastleAes() {
        return DescribedPredicate.describe(
                "are AES in Bouncy Castle's Java",
                type -> type.getPackageName().startsWith("org.bouncycastle.crypto")
                        && (type.getSimpleName().startsWith("AES")
                                || type.getSimpleName().startsWith("GCM")));
    }
}
