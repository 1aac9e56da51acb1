package dev.compliancekit.core;

import java.util.random.RandomGenerator;

/** ISO/IEC 7064 MOD 37,36 (the hybrid system for alphanumeric strings with one check character). */
final class CheckCharacter {

    private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final int M = ALPHABET.length();

    private CheckCharacter() {}

    /** Codes begin with a letter, so that they are also identifiers in most languages. */
    static String randomCode(RandomGenerator random, int length) {
        StringBuilder code = new StringBuilder(length + 1);
        code.append(ALPHABET.charAt(10 + random.nextInt(26)));
        while (code.length() < length) {
            code.append(ALPHABET.charAt(random.nextInt(M)));
        }
        return code.toString();
    }

    static String appendTo(String code) {
        int product = productOf(code);
        return code + ALPHABET.charAt((M + 1 - product) % M);
    }

    static boolean isValid(String code) {
        String significant = code.replace("-", "");
        if (significant.length() < 2) {
            return false;
        }
        String body = significant.substring(0, significant.length() - 1);
        return appendTo(body).equals(significant);
    }

    /** The running product P of clause 8 (hybrid systems): P = ((P + a) mod M, or M if that is 0) * 2 mod (M + 1). */
    private static int productOf(String code) {
        int product = M;
        for (int i = 0; i < code.length(); i++) {
            int sum = (product + ALPHABET.indexOf(code.charAt(i))) % M;
            product = (sum == 0 ? M : sum) * 2 % (M + 1);
        }
        return product;
    }
}
