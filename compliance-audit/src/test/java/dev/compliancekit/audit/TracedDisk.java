package dev.compliancekit.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The disk under a folder, kept from the calls of the processes that write it: what a sync has made durable, and what a
 * power cut may take. A file's content is durable by a sync of the file, its name by one of its folder. Of what was not
 * synced any write may be missing, there, or torn; the changes of one folder come in their order.
 */
final class TracedDisk {

    /** Calls to trace; one that is not replayed fails the test if it is made on the folder. */
    static final String CALLS = "openat,close,lseek,write,pwrite64,ftruncate,fsync,fdatasync,rename,unlink,rmdir,mkdir,"
            + "link,writev,pwritev,pwritev2,fallocate,copy_file_range,sendfile,renameat,renameat2,unlinkat,mkdirat,linkat,"
            + "truncate,symlink,creat";

    private static final Pattern LINE = Pattern.compile("(\\d+) +(\\w+)\\((.*)\\) += (-?\\d+).*");
    private static final Pattern BEGUN = Pattern.compile("(\\d+) +(\\w+)\\((.*) <unfinished \\.\\.\\.>");
    private static final Pattern RESUMED = Pattern.compile("(\\d+) +<\\.\\.\\. \\w+ resumed>(.*)");
    private static final Pattern TEXT = Pattern.compile("\"((?:\\\\x[0-9a-f]{2})*)\"");

    private final Path top;
    private final Folder root = new Folder();
    private final Map<Integer, Open> open = new HashMap<>();
    private final Map<String, String> begun = new HashMap<>();
    private final Map<String, Runnable> syncing = new HashMap<>();
    private final StringBuilder said = new StringBuilder();

    /** @param top an empty folder, durable itself */
    TracedDisk(Path top) {
        this.top = top;
    }

    private abstract static sealed class Node permits File, Folder {

        /** What a sync that begins now makes durable when it ends. */
        abstract Runnable sync();
    }

    private static final class File extends Node {
        private byte[] durable = new byte[0];
        private int length;
        private final List<Write> pending = new ArrayList<>();

        void change(Write write) {
            pending.add(write);
            length = write.lengthAfter(length);
        }

        @Override
        Runnable sync() {
            List<Write> covered = List.copyOf(pending);
            return () -> {
                for (Write write : covered) {
                    if (pending.remove(write)) {
                        durable = write.on(durable);
                    }
                }
            };
        }

        byte[] left(Random random) {
            byte[] content = durable;
            for (Write write : pending) {
                switch (random.nextInt(4)) {
                    case 0, 1 -> content = write.on(content);
                    case 2 -> content = write.torn(random).on(content);
                    default -> {} // lost
                }
            }
            return content;
        }
    }

    /** Of bytes, or the cut of a file if there are none. */
    private static final class Write {
        private final int at;
        private final Optional<byte[]> bytes;

        Write(int at, Optional<byte[]> bytes) {
            this.at = at;
            this.bytes = bytes;
        }

        byte[] on(byte[] content) {
            byte[] changed = Arrays.copyOf(content, lengthAfter(content.length));
            bytes.ifPresent(data -> System.arraycopy(data, 0, changed, at, data.length));
            return changed;
        }

        int lengthAfter(int length) {
            return bytes.map(data -> Math.max(length, at + data.length)).orElse(at);
        }

        Write torn(Random random) {
            return new Write(at, bytes.map(data -> Arrays.copyOf(data, random.nextInt(data.length + 1))));
        }
    }

    private static final class Folder extends Node {
        private final Map<String, Node> now = new TreeMap<>();
        private final Map<String, Node> durable = new TreeMap<>();
        private final List<Names> pending = new ArrayList<>();

        void change(Map<String, Optional<Node>> names) {
            Names change = new Names(names);
            pending.add(change);
            change.apply(now);
        }

        @Override
        Runnable sync() {
            List<Names> covered = List.copyOf(pending);
            return () -> {
                for (Names change : covered) {
                    if (pending.remove(change)) {
                        change.apply(durable);
                    }
                }
            };
        }

        Map<String, Node> left(Random random) {
            Map<String, Node> names = new TreeMap<>(durable);
            pending.subList(0, random.nextInt(pending.size() + 1)).forEach(change -> change.apply(names));
            return names;
        }
    }

    /** A change of names that is made as a whole; a name without a node goes. */
    private static final class Names {
        private final Map<String, Optional<Node>> names;

        Names(Map<String, Optional<Node>> names) {
            this.names = names;
        }

        void apply(Map<String, Node> to) {
            names.forEach((name, node) -> node.ifPresentOrElse(there -> to.put(name, there), () -> to.remove(name)));
        }
    }

    private static final class Open {
        private final Node node;
        private int position;

        Open(Node node) {
            this.node = node;
        }
    }

    /** What the processes have said so far. */
    String said() {
        return said.toString();
    }

    /** Another process begins, after the end of the one before. */
    void restart() {
        open.clear();
        begun.clear();
        syncing.clear();
    }

    /** One line of {@code strace -f -xx}; true if it changed what a power cut may leave, or said something. */
    boolean replay(String line) {
        Matcher start = BEGUN.matcher(line);
        if (start.matches()) {
            begun.put(start.group(1), line.substring(0, line.indexOf(" <unfinished")));
            return begin(start.group(1), start.group(2), start.group(3));
        }
        Matcher rest = RESUMED.matcher(line);
        boolean resumed = rest.matches();
        Matcher call = LINE.matcher(resumed ? begun.remove(rest.group(1)) + rest.group(2) : line);
        if (!call.matches() || call.group(4).startsWith("-")) {
            return false; // a signal, an exit, or a call that failed
        }
        boolean spoke = !resumed && begin(call.group(1), call.group(2), call.group(3));
        return end(call.group(1), call.group(2), call.group(3), Integer.parseInt(call.group(4))) || spoke;
    }

    /** What counts from the beginning of a call: that something is said, and what a sync covers. */
    private boolean begin(String thread, String call, String arguments) {
        if (call.equals("write") && arguments.startsWith("1, ")) {
            said.append(new String(bytes(arguments), StandardCharsets.UTF_8));
            return true;
        }
        if (call.equals("fsync") || call.equals("fdatasync")) {
            Open file = open.get(number(arguments));
            syncing.put(thread, file == null ? () -> {} : file.node.sync());
        }
        return false;
    }

    private boolean end(String thread, String call, String arguments, int answer) {
        return switch (call) {
            case "openat" -> opened(arguments, answer);
            case "close" -> {
                open.remove(number(arguments));
                yield false;
            }
            case "fsync", "fdatasync" -> {
                Objects.requireNonNull(syncing.remove(thread)).run();
                yield open.containsKey(number(arguments));
            }
            case "rename", "unlink", "rmdir", "mkdir", "link" -> names(call, texts(arguments));
            default -> {
                Open to = open.get(number(arguments));
                yield to != null && wrote(call, to, arguments, answer);
            }
        };
    }

    private boolean opened(String arguments, int descriptor) {
        open.remove(descriptor);
        Path path = Path.of(texts(arguments).get(0));
        if (!path.startsWith(top)) {
            return false;
        }
        if (path.equals(top)) {
            open.put(descriptor, new Open(root));
            return false;
        }
        Folder folder = folder(path);
        String name = path.getFileName().toString();
        Node there = folder.now.get(name);
        if (there == null) {
            there = new File();
            folder.change(Map.of(name, Optional.of(there)));
        } else if (arguments.contains("O_TRUNC") && there instanceof File file) {
            file.change(new Write(0, Optional.empty()));
        }
        assertThat(arguments).as("calls that are replayed").doesNotContain("O_APPEND");
        open.put(descriptor, new Open(there));
        return true;
    }

    private static boolean wrote(String call, Open to, String arguments, int answer) {
        if (call.equals("lseek")) {
            to.position = answer;
            return false;
        }
        File file = (File) to.node;
        switch (call) {
            case "ftruncate" -> file.change(new Write(last(arguments), Optional.empty()));
            case "write" -> {
                file.change(new Write(to.position, Optional.of(Arrays.copyOf(bytes(arguments), answer))));
                to.position += answer;
            }
            case "pwrite64" ->
                file.change(new Write(last(arguments), Optional.of(Arrays.copyOf(bytes(arguments), answer))));
            default -> throw new AssertionError(call + " is not replayed");
        }
        return true;
    }

    private boolean names(String call, List<String> paths) {
        Path path = Path.of(paths.get(0));
        if (!path.startsWith(top)) {
            return false;
        }
        Folder folder = folder(path);
        String name = path.getFileName().toString();
        switch (call) {
            case "unlink", "rmdir" -> folder.change(Map.of(name, Optional.empty()));
            case "mkdir" -> folder.change(Map.of(name, Optional.of(new Folder())));
            default -> {
                Path target = Path.of(paths.get(1));
                assertThat(target.getParent())
                        .as("a %s within one folder", call)
                        .isEqualTo(path.getParent());
                Node node = Objects.requireNonNull(folder.now.get(name), name);
                Map<String, Optional<Node>> change = new TreeMap<>();
                change.put(target.getFileName().toString(), Optional.of(node));
                if (call.equals("rename")) {
                    change.put(name, Optional.empty());
                }
                folder.change(change);
            }
        }
        return true;
    }

    private Folder folder(Path path) {
        Folder folder = root;
        for (Path name : top.relativize(path.getParent())) {
            if (!name.toString().isEmpty()) {
                folder = (Folder) Objects.requireNonNull(folder.now.get(name.toString()), name.toString());
            }
        }
        return folder;
    }

    /** Writes what nobody can lose any more. */
    void leaveDurable(Path to) throws IOException {
        leave(root, to, Optional.empty());
    }

    /** Writes one of the states that a power cut may leave. */
    void leave(Path to, Random random) throws IOException {
        leave(root, to, Optional.of(random));
    }

    private static void leave(Folder folder, Path to, Optional<Random> random) throws IOException {
        Files.createDirectories(to);
        Map<String, Node> names = random.map(folder::left).orElse(folder.durable);
        for (Map.Entry<String, Node> entry : names.entrySet()) {
            Path target = to.resolve(entry.getKey());
            if (entry.getValue() instanceof Folder inner) {
                leave(inner, target, random);
            } else if (entry.getValue() instanceof File file) {
                Files.write(target, random.map(file::left).orElse(file.durable));
            }
        }
    }

    private static int number(String arguments) {
        int end = arguments.indexOf(',');
        String first = end < 0 ? arguments : arguments.substring(0, end);
        return first.matches("\\d{1,9}") ? Integer.parseInt(first) : -1;
    }

    private static int last(String arguments) {
        return Integer.parseInt(arguments.substring(arguments.lastIndexOf(' ') + 1));
    }

    private static List<String> texts(String arguments) {
        List<String> texts = new ArrayList<>();
        Matcher text = TEXT.matcher(arguments);
        while (text.find()) {
            texts.add(new String(unhex(text.group(1)), StandardCharsets.UTF_8));
        }
        return texts;
    }

    private static byte[] bytes(String arguments) {
        int start = arguments.indexOf('"') + 1;
        int end = arguments.indexOf('"', start);
        assertThat(arguments.startsWith("...", end + 1)).as("the trace was cut").isFalse();
        return unhex(arguments.substring(start, end));
    }

    private static byte[] unhex(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i += 4) {
            bytes.write(Integer.parseInt(text.substring(i + 2, i + 4), 16));
        }
        return bytes.toByteArray();
    }
}
