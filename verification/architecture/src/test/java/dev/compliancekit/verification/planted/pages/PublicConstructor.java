package dev.compliancekit.verification.planted.pages;

/** Can be made by anybody. */
public final class PublicConstructor {

    /** Makes one. */
    public PublicConstructor() {}
}
