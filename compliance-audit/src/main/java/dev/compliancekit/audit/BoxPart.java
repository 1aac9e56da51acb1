package dev.compliancekit.audit;

import dev.compliancekit.audit.SealedParts.Part;
import dev.compliancekit.core.FieldPath;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.TenantId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A part as it lies in the box of its home: whom it is about, and its items, which are sealed once more if that is a
 * person.
 *
 * @param parts one or both
 * @param subject whose key it is under; the account needs no second seal
 * @param content the items, or the sealed items; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // lives within one call
record BoxPart(Set<Part> parts, SubjectId subject, byte[] content) {

    private static final String BOTH = "both";
    private static final int ALL_BITS = 3;

    static String fieldOf(Set<Part> parts) {
        return parts.size() == 1 ? parts.iterator().next().code() : BOTH;
    }

    FieldPath path(BoxPlace place, TenantId home) {
        return place.inner(home, subject, fieldOf(parts));
    }

    boolean isSealed() {
        return !subject.equals(SubjectId.ACCOUNT);
    }

    void write(ByteArrayOutputStream out) {
        out.write(parts.stream().mapToInt(Part::bit).sum());
        BoxReader.writeBytes(out, isSealed() ? subject.value().getBytes(StandardCharsets.US_ASCII) : new byte[0]);
        BoxReader.writeBytes(out, content);
    }

    /**
     * Reads what was written one after another.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static List<BoxPart> readAll(byte[] plaintext) {
        List<BoxPart> all = new ArrayList<>(2);
        BoxReader in = new BoxReader(plaintext);
        while (in.hasMore()) {
            int bits = in.one();
            if (bits < 1 || bits > ALL_BITS) {
                throw new IllegalArgumentException("a box has a part of the unknown kind " + bits);
            }
            Set<Part> parts = EnumSet.noneOf(Part.class);
            for (Part part : Part.values()) {
                if ((bits & part.bit()) != 0) {
                    parts.add(part);
                }
            }
            String subject = in.text();
            all.add(new BoxPart(parts, subject.isEmpty() ? SubjectId.ACCOUNT : new SubjectId(subject), in.bytes()));
        }
        return all;
    }
}
