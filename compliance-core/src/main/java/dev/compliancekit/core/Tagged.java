package dev.compliancekit.core;

import java.util.Objects;
import java.util.function.Function;

/**
 * A value with its tag. {@link #get()} gives the value only inside the scope of the tag's tenant.
 *
 * <p><em>Immutable</em> if the value is.
 *
 * @param <T> what kind of value
 */
public final class Tagged<T> {

    private final Tag tag;
    private final T value;

    private Tagged(Tag tag, T value) {
        this.tag = Objects.requireNonNull(tag, "tag");
        this.value = Objects.requireNonNull(value, "value");
    }

    /**
     * A value with its tag.
     *
     * @param tag whose and what it is
     * @param value the value; kept as it is, not copied
     * @param <T> what kind of value
     * @return both together
     */
    public static <T> Tagged<T> of(Tag tag, T value) {
        return new Tagged<>(tag, value);
    }

    /**
     * Whose and what the value is; readable in any scope.
     *
     * @return the tag
     */
    public Tag tag() {
        return tag;
    }

    /**
     * The value, inside its tenant's scope.
     *
     * @return the value
     * @throws TenantMismatchException if another tenant is bound
     * @throws NoTenantException if none is bound
     */
    public T get() {
        TenantScope.require(tag.tenant());
        return value;
    }

    /**
     * Another value with the same tag.
     *
     * @param change computes the other value; called inside the tenant's scope only
     * @param <R> what kind of value comes out
     * @return the other value, tagged alike
     * @throws TenantMismatchException if another tenant is bound
     * @throws NoTenantException if none is bound
     */
    public <R> Tagged<R> map(Function<? super T, ? extends R> change) {
        return new Tagged<>(tag, change.apply(get()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tagged<?> that && tag.equals(that.tag) && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return 31 * tag.hashCode() + value.hashCode();
    }

    /** The tag only: the value may be personal. */
    @Override
    public String toString() {
        return "Tagged[" + tag + "]";
    }
}
