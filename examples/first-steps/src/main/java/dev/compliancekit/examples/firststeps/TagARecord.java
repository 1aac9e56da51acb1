package dev.compliancekit.examples.firststeps;

import dev.compliancekit.core.Classification;
import dev.compliancekit.core.RecordClass;
import dev.compliancekit.core.SubjectId;
import dev.compliancekit.core.Tag;
import dev.compliancekit.core.Tagged;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.TenantMismatchException;
import dev.compliancekit.core.TenantScope;

/** core: data carry their account code, and only their own tenant's scope opens them. */
final class TagARecord {

    private TagARecord() {}

    static String run() {
        // readme: begin
        TenantId acme = new TenantId("acme-7f3a");
        Tag tag = new Tag(acme, new SubjectId("u-1017"), new RecordClass("customer"), Classification.CONFIDENTIAL);
        Tagged<String> email = Tagged.of(tag, "ann@example.com");
        String seen;
        try (TenantScope scope = TenantScope.enter(acme)) {
            seen = email.get();
        }
        try (TenantScope scope = TenantScope.enter(new TenantId("globex"))) {
            email.get();
        } catch (TenantMismatchException e) {
            seen += ", and for anybody else: " + e.getMessage();
        }
        // readme: end
        return seen;
    }
}
