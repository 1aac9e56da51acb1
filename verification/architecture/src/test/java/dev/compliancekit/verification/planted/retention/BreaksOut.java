package dev.compliancekit.verification.planted.retention;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.lang.reflect.Field;

/** Uses what a library keeps away from. */
@SuppressWarnings({"CatchAndPrintStackTrace", "RuntimeExec", "SystemOut", "BanSerializableRead"}) // planted
final class BreaksOut {

    private BreaksOut() {}

    static Object read(InputStream in) throws IOException, ClassNotFoundException {
        try (ObjectInputStream objects = new ObjectInputStream(in)) {
            return objects.readObject();
        }
    }

    static void all(Field field) throws IOException {
        field.setAccessible(true);
        new ProcessBuilder("true").start();
        Runtime.getRuntime().exec(new String[] {"true"});
        System.out.println("printed");
        System.err.println("printed");
        new IOException("printed").printStackTrace();
        System.exit(1);
    }
}
