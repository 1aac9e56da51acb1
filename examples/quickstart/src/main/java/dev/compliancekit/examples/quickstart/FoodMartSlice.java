package dev.compliancekit.examples.quickstart;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Shows HSQLDB the FoodMart script with only the tables that the job reads. The whole script is 78 MB and fills 370 MB
 * of heap; this way it fills 80, opens six times faster, and no plaintext copy of it is ever written to disk.
 */
final class FoodMartSlice extends ClassLoader {

    /** The database's name for {@code jdbc:hsqldb:res:}, which asks the thread's class loader for its files. */
    static final String NAME = "slice/foodmart";

    private static final Set<String> TABLES = Set.of(
            "customer", "store", "sales_fact_1997", "sales_fact_1998", "time_by_day", "product", "product_class");
    private static final String CREATE_TABLE = "CREATE MEMORY TABLE \"foodmart\".\"";
    private static final String INSERT = "INSERT INTO \"";

    FoodMartSlice(ClassLoader parent) {
        super(parent);
    }

    @Override
    public @Nullable URL getResource(String name) {
        String path = name.startsWith("/") ? name.substring(1) : name;
        if (!path.startsWith("slice/")) {
            return super.getResource(name);
        }
        URL whole = getParent().getResource(path.substring("slice/".length()));
        return whole == null || !path.endsWith(".script") ? whole : sliceOf(whole);
    }

    private static URL sliceOf(URL whole) {
        try {
            return new URL(null, "slice:foodmart.script", new URLStreamHandler() {
                @Override
                protected URLConnection openConnection(URL url) {
                    return new URLConnection(url) {
                        @Override
                        public void connect() {}

                        @Override
                        public InputStream getInputStream() throws IOException {
                            return new WantedLines(whole.openStream());
                        }
                    };
                }
            });
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Whether a line of the script belongs to a wanted table or to none; indexes cost heap and are not needed. */
    static boolean isWanted(String line) {
        if (line.startsWith("CREATE INDEX ") || line.startsWith("CREATE UNIQUE INDEX ")) {
            return false;
        }
        for (String start : new String[] {CREATE_TABLE, INSERT}) {
            if (line.startsWith(start)) {
                return TABLES.contains(line.substring(start.length(), line.indexOf('"', start.length())));
            }
        }
        return true;
    }

    /** The wanted lines of a script, as bytes; ISO 8859-1 keeps every byte as it is. */
    private static final class WantedLines extends InputStream {

        private final BufferedReader script;
        private byte[] line = {};
        private int next;

        WantedLines(InputStream script) {
            this.script = new BufferedReader(new InputStreamReader(script, StandardCharsets.ISO_8859_1), 1 << 16);
        }

        private boolean hasNext() throws IOException {
            while (next == line.length) {
                String read = script.readLine();
                if (read == null) {
                    return false;
                }
                if (isWanted(read)) {
                    line = (read + "\n").getBytes(StandardCharsets.ISO_8859_1);
                    next = 0;
                }
            }
            return true;
        }

        @Override
        public int read() throws IOException {
            return hasNext() ? line[next++] & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!hasNext()) {
                return -1;
            }
            int count = Math.min(length, line.length - next);
            System.arraycopy(line, next, into, offset, count);
            next += count;
            return count;
        }

        @Override
        public void close() throws IOException {
            script.close();
        }
    }
}
