package dev.compliancekit.crypto;

/** Fresh random bytes for every message: {@link NonceMode#STRICT}. */
final class StrictNonces implements NonceSource {

    private final Shared shared;
    private final Lease lease;
    private final byte[] nonce;

    StrictNonces(Shared shared) {
        this.shared = shared;
        this.lease = new Lease(shared.budget());
        this.nonce = new byte[shared.nonceBytes()];
    }

    @Override
    public boolean advance(int plaintextBytes) {
        if (!lease.covers(plaintextBytes)) {
            lease.renew(plaintextBytes);
        }
        shared.random().nextBytes(nonce);
        lease.spend(plaintextBytes);
        return true;
    }

    @Override
    public byte[] nonce() {
        return nonce;
    }

    @Override
    public void end() {
        lease.end();
    }
}
