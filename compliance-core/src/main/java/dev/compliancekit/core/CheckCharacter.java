package dev.compliancekit.core;

import java.util.random.RandomGenerator;

/** ISO/IEC 7064 MOD 37,36 (the hybrid system for alphanumeric strings with one check character). */
final class CheckCharacter {

    private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final int M = ALPHABET.length();

    private CheckCharacter() {}

    /** A code of the given length and its check character, in which every swap of two neighbours is found. */
    static String randomCode(RandomGenerator random, int length) {
        String code;
        do {
            code = appendTo(draw(random, length));
        } while (!findsEverySwap(code));
        return code;
    }

    /** Codes begin with a letter, so that they are also identifiers in most languages. */
    private static String draw(RandomGenerator random, int length) {
        StringBuilder code = new StringBuilder();
        code.append(ALPHABET.charAt(10 + random.nextInt(26)));
        while (code.length() < length) {
            code.append(ALPHABET.charAt(random.nextInt(M)));
        }
        return code.toString();
    }

    static boolean findsEverySwap(String code) {
        for (int i = 1; i < code.length(); i++) {
            char left = code.charAt(i - 1);
            char right = code.charAt(i);
            String swapped = code.substring(0, i - 1) + right + left + code.substring(i + 1);
            if (left != right && isValid(swapped)) {
                return false;
            }
        }
        return true;
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
