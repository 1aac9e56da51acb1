package dev.compliancekit.examples.quickstart;

import dev.compliancekit.core.Classification;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.RecordId;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.Tag;
import dev.compliancekit.core.TenantId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * One of the 10,281 FoodMart customers: a subject.
 *
 * @param number the key in the source
 * @param tenant the store it belongs to, see {@link FoodMart}
 * @param opened when the account was opened
 * @param personal the value of each of {@link #FIELDS}, in the clear: sealed before anything is stored
 */
record Customer(int number, TenantId tenant, LocalDate opened, Map<String, String> personal) {

    static final RecordClass CLASS = new RecordClass("customer");

    /** The personal fields, in the order of their columns. */
    static final List<String> FIELDS = List.of("name", "address", "phone", "birth_date", "income", "profile");

    Customer {
        personal = Map.copyOf(personal);
        if (!personal.keySet().containsAll(FIELDS)) {
            throw new IllegalArgumentException("customer lacks a personal field; accepted are values for " + FIELDS);
        }
    }

    Tag tag() {
        return tag(tenant, number);
    }

    static Tag tag(TenantId tenant, int number) {
        return new Tag(tenant, subject(number), CLASS, Classification.CONFIDENTIAL);
    }

    static SubjectId subject(int number) {
        return new SubjectId("customer-" + number);
    }

    static RecordId record(int number) {
        return new RecordId(Integer.toString(number));
    }

    String personal(String field) {
        String value = personal.get(field);
        if (value == null) {
            throw new IllegalArgumentException("field is not known; accepted are " + FIELDS);
        }
        return value;
    }
}
