package dev.compliancekit.core.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.compliancekit.core.NoTenantException;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.TenantScope;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The whole of a plugin: a resolver over the framework's session, and a scope around the call. */
class TenantResolverTest {

    private Optional<String> session = Optional.empty();

    private final TenantResolver resolver = () -> session.map(TenantId::new).orElseThrow(NoTenantException::new);

    private TenantId serve() {
        try (TenantScope scope = TenantScope.enter(resolver.resolve())) {
            return TenantScope.current();
        }
    }

    @Test
    void aCallRunsForTheTenantItHasProven() {
        session = Optional.of("acme");
        assertThat(serve()).isEqualTo(new TenantId("acme"));
    }

    @Test
    void aCallWithoutATenantIsRefusedBeforeAnythingRuns() {
        assertThatExceptionOfType(NoTenantException.class).isThrownBy(this::serve);
    }

    @Test
    void aCallWithAHostileCodeIsRefusedBeforeAnythingRuns() {
        session = Optional.of("../globex");
        assertThatIllegalArgumentException().isThrownBy(this::serve);
        assertThat(TenantScope.currentIfBound()).isEmpty();
    }
}
