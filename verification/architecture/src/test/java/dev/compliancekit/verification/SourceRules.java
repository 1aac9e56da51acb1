package dev.compliancekit.verification;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What can only be seen in the sources and texts. Each rule takes texts and answers with the faults in them. */
final class SourceRules {

    static final int MAX_LINES = 300;
    static final int MAX_TYPES = 25;

    /** In pieces, so that this file keeps the rule too. */
    private static final Pattern LEFT_UNDONE = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");

    private static final Pattern LOCAL_PATH =
            Pattern.compile("(?<![\\w.$)}*-])/(wo" + "rk|ro" + "ot|ho" + "me)/[\\w.]");
    private static final Pattern REGISTRY = Pattern.compile("(repo1?\\.ma" + "ven|registry\\.n" + "pmjs|artifac"
            + "tory|\\bne" + "xus\\b|py" + "pi\\.org|pro" + "xy\\.golang)");
    private static final Pattern AUTHOR = Pattern.compile("@auth" + "or\\b");
    private static final Pattern PUBLIC_TYPE = Pattern.compile(
            "^public (?:final |abstract |sealed |non-sealed )*(class|record|interface|enum|@interface) (\\w+)",
            Pattern.MULTILINE);
    private static final Pattern THREADS = Pattern.compile("(?i)\\b(immutable|thread-safe|threads?)\\b|@Immutable");

    private SourceRules() {}

    /** Work that somebody meant to do later. */
    static List<String> leftUndone(String name, String text) {
        return found(LEFT_UNDONE, name, text, "is left undone");
    }

    /** Paths and hosts of the machine that it was written on. */
    static List<String> placesOfOneMachine(String name, String text) {
        List<String> faults = new ArrayList<>(found(LOCAL_PATH, name, text, "is a path of one machine"));
        faults.addAll(found(REGISTRY, name, text, "names a package registry"));
        return faults;
    }

    /** Who wrote it is in the version history. */
    static List<String> authors(String name, String text) {
        return found(AUTHOR, name, text, "names an author");
    }

    /** Sources that hold more than one thing. */
    static List<String> tooLong(String name, String text) {
        long lines = text.lines().count();
        return lines <= MAX_LINES ? List.of() : List.of(name + " has " + lines + " lines; accepted are " + MAX_LINES);
    }

    /** Every public type says whether threads may share it; an enum and an exception need no word for it. */
    static List<String> silentOnThreads(String name, String text) {
        Matcher type = PUBLIC_TYPE.matcher(text);
        if (!type.find() || type.group(1).equals("enum") || type.group(2).endsWith("Exception")) {
            return List.of();
        }
        return THREADS.matcher(text.substring(0, type.start())).find()
                ? List.of()
                : List.of(name + " does not say Immutable, Thread-safe or Not thread-safe");
    }

    /** Packages with public types of more than one concept, and packages without a page. */
    static List<String> packageFaults(Collection<Path> sources, Predicate<Path> isPublicType) {
        Map<Path, List<String>> packages = sources.stream()
                .filter(source -> source.endsWith("package-info.java") || isPublicType.test(source))
                .collect(Collectors.groupingBy(
                        source -> source.getParent(),
                        TreeMap::new,
                        Collectors.mapping(source -> source.getFileName().toString(), Collectors.toList())));
        List<String> faults = new ArrayList<>();
        packages.forEach((folder, files) -> {
            if (!files.contains("package-info.java")) {
                faults.add(folder + " has no package-info.java");
            } else if (files.size() - 1 > MAX_TYPES) {
                faults.add(folder + " has " + (files.size() - 1) + " public types; accepted are " + MAX_TYPES);
            }
        });
        return faults;
    }

    /** Whether a source file's type can be named by others. */
    static boolean isPublicType(String text) {
        return PUBLIC_TYPE.matcher(text).find();
    }

    private static List<String> found(Pattern pattern, String name, String text, String fault) {
        List<String> faults = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            Matcher matcher = pattern.matcher(line);
            if (matcher.find()) {
                faults.add(name + ":" + number + " " + matcher.group().strip() + " " + fault);
            }
        }
        return faults;
    }
}
