package dev.compliancekit.cli;

import dev.compliancekit.core.FieldPath;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.RecordId;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Option;

/** Whose a value or file is and where it belongs: it opens there and nowhere else. */
final class Place {

    private static final String NAME = "name";
    private static final Set<String> PARTS_OF_VALUE = Set.of("class", "record", "field", "version", "subject");

    @Option(names = "--tenant", paramLabel = "T", required = true, description = "The account code.")
    private String tenant = "";

    @Option(
            names = "--context",
            paramLabel = "K=V",
            required = true,
            arity = "1..*",
            description = "A value's place: class=, record= and field=; perhaps subject= (account if not said) and "
                    + "version= (1 if not said). A file's place: name=.")
    private Map<String, String> context = Map.of();

    TenantId tenant() {
        return new TenantId(tenant);
    }

    FieldPath ofValue() {
        requireOnly(PARTS_OF_VALUE, "a value", "class, record, field, version and subject");
        return new FieldPath(
                tenant(),
                new SubjectId(context.getOrDefault("subject", SubjectId.ACCOUNT.value())),
                new RecordClass(part("class")),
                new RecordId(part("record")),
                part("field"),
                version(context.getOrDefault("version", "1")));
    }

    /** The name of a file, as it is bound. */
    String ofFile() {
        requireOnly(Set.of(NAME), "a file", NAME);
        return part(NAME);
    }

    private void requireOnly(Set<String> parts, String what, String accepted) {
        for (String part : context.keySet()) {
            if (!parts.contains(part)) {
                throw CliException.usage(
                        "--context has a part that " + what + " does not have; accepted for it: " + accepted);
            }
        }
    }

    private String part(String name) {
        String value = context.get(name);
        if (value == null || value.isEmpty()) {
            throw CliException.usage(
                    "--context has no " + name + "=; a value needs class, record and field, a file " + "needs name");
        }
        return value;
    }

    private static int version(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw CliException.usage("--context version= is not a number; accepted are 1 and above");
        }
    }
}
