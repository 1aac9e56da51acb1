package dev.compliancekit.crypto.file;

import java.io.IOException;
import java.nio.file.Path;

/** The calls that change files, one by one, so that a test can make each of them fail. */
interface Disk {

    /** Creates a directory that only the owner may enter. */
    void createDirectory(Path directory) throws IOException;

    /** Creates a file that only the owner may read, writes all of it and waits until it is on the device. */
    void writeNew(Path file, byte[] content) throws IOException;

    /** Overwrites a file with zeros, in place, and waits until they are on the device. */
    void overwriteWithZeros(Path file) throws IOException;

    /** Gives a file another name, in one step, in place of a file that has it. */
    void rename(Path from, Path to) throws IOException;

    /** Gives a file a second name that no file has yet. */
    void link(Path existing, Path name) throws IOException;

    /** Removes a file. */
    void delete(Path file) throws IOException;

    /** Waits until the names in a directory are on the device. */
    void syncDirectory(Path directory) throws IOException;
}
