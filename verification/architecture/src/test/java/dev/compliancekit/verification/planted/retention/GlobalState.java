package dev.compliancekit.verification.planted.retention;

import java.util.ArrayList;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps what everybody can change. */
@SuppressWarnings({"MutablePublicArray", "NonFinalStaticField", "MutableConstantField", "unused"}) // planted
final class GlobalState {

    static final ConcurrentHashMap<String, String> CACHE = new ConcurrentHashMap<>();
    static final byte[] TABLE = {1, 2, 3};
    static final ArrayList<String> LIST = new ArrayList<>();
    static final ThreadLocal<String> BOUND = ThreadLocal.withInitial(() -> "");
    static final InheritableThreadLocal<String> INHERITED = new InheritableThreadLocal<>();
    static int counter;

    private GlobalState() {}
}
