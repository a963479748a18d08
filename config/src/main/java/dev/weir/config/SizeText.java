package dev.weir.config;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of bytes as people write them: {@code 4096}, {@code 64mb}, {@code 2 gb}. */
final class SizeText {

  static final String EXPECTED = "a size such as 4096, 512kb, 64mb or 2gb";

  private static final Pattern FORM =
      Pattern.compile("(\\d{1,18}) *(?:b|bytes|([kmgt])(?:b|ib)?)?");

  private SizeText() {}

  /** The number of bytes, or empty if the text is none. */
  static OptionalLong parseBytes(String text) {
    Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    long amount = Long.parseLong(matcher.group(1));
    String prefix = matcher.group(2);
    int shift = prefix == null ? 0 : 10 * (1 + "kmgt".indexOf(prefix));
    boolean fits = amount <= Long.MAX_VALUE >> shift;
    return fits ? OptionalLong.of(amount << shift) : OptionalLong.empty();
  }
}
