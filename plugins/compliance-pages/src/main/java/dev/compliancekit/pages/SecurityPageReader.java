package dev.compliancekit.pages;

import dev.compliancekit.core.promise.Promise;
import dev.compliancekit.core.promise.PromiseKind;
import dev.compliancekit.core.promise.Requirement;
import dev.compliancekit.core.promise.SecurityPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads a security page from YAML, see {@code docs/formats/security-page.md}. Whatever the format does not know is
 * refused, never skipped. Time and memory are bounded: at most 1 MiB, eight levels, no anchors, aliases or tags.
 * <em>Thread-safe.</em>
 */
public final class SecurityPageReader {

    private static final List<String> PAGE_KEYS = List.of("id", "title", "source", "date", "zone", "promises");
    private static final List<String> PROMISE_KEYS = List.of("id", "claim", "kind", "control", "parameters");
    private static final List<String> KINDS = List.of("by-code", "partly", "organisational", "statement");

    private SecurityPageReader() {}

    /**
     * Reads a page from a file.
     *
     * @param file the file, in UTF-8
     * @return the page
     * @throws PageFormatException if it is not a page as the format asks; the message is one sentence with file, line
     *     and what is accepted
     * @throws IOException if the file cannot be read
     */
    public static SecurityPage read(Path file) throws IOException {
        return page(YamlSource.read(file).mapping());
    }

    /**
     * Reads a page from text.
     *
     * @param name what messages call the text, for example a file name
     * @param yaml the text
     * @return the page
     * @throws PageFormatException if it is not a page as the format asks; the message is one sentence with name, line
     *     and what is accepted
     */
    public static SecurityPage parse(String name, String yaml) {
        return page(YamlSource.of(name, yaml.getBytes(StandardCharsets.UTF_8)).mapping());
    }

    private static SecurityPage page(YamlMapping page) {
        page.accept(PAGE_KEYS);
        List<Promise> promises = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (YamlValue item : page.required("promises").list()) {
            YamlMapping row = item.mapping();
            promises.add(promise(row));
            if (!ids.add(promises.get(promises.size() - 1).id())) {
                throw row.required("id").refused("stands on an earlier promise too; accepted is each id once");
            }
        }
        return Checked.build(
                page,
                () -> new SecurityPage(
                        page.required("id").text(),
                        page.required("title").text(),
                        page.required("source").text(),
                        page.required("date").date(),
                        page.required("zone").zone(),
                        promises));
    }

    private static Promise promise(YamlMapping row) {
        row.accept(PROMISE_KEYS);
        return Checked.build(row, () -> {
            Promise promise = new Promise(
                    row.required("id").text(),
                    row.required("claim").text(),
                    kind(row.required("kind")),
                    row.required("control").text(),
                    parameters(row));
            Requirement.of(promise); // fails here, with a line, and not when a report asks for the attestation
            return promise;
        });
    }

    private static PromiseKind kind(YamlValue value) {
        return PromiseKind.valueOf(value.oneOf(KINDS).toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static Map<String, String> parameters(YamlMapping row) {
        Map<String, String> parameters = new LinkedHashMap<>();
        row.optional("parameters")
                .map(YamlValue::mapping)
                .ifPresent(mapping -> mapping.values()
                        .forEach((name, value) -> parameters.put(name, ParameterName.read(name, value))));
        return parameters;
    }
}
