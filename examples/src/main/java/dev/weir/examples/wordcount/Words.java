package dev.weir.examples.wordcount;

import dev.weir.api.Collector;
import dev.weir.api.functions.FlatMapFunction;

/**
 * Takes the words out of a line. A word is a longest run of the letters {@code A} to {@code Z} and
 * {@code a} to {@code z}, in lower case: what {@code tr -cs 'A-Za-z' '\n' | tr A-Z a-z} prints with
 * {@code LC_ALL=C}.
 */
final class Words implements FlatMapFunction<String, String> {

  private static final long serialVersionUID = 1L;

  @Override
  public void flatMap(String line, Collector<String> out) {
    int length = line.length();
    int at = 0;
    while (at < length) {
      while (at < length && !isLetter(line.charAt(at))) {
        at++;
      }
      int start = at;
      int cases = 0;
      while (at < length && isLetter(line.charAt(at))) {
        cases |= ~line.charAt(at);
        at++;
      }
      if (at > start) {
        String word = line.substring(start, at);
        out.collect((cases & 0x20) == 0 ? word : lowerCase(word));
      }
    }
  }

  private static boolean isLetter(char c) {
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'z';
  }

  /** Lower case is one bit in ASCII. */
  @SuppressWarnings("deprecation") // the word is ASCII, so a char is a byte
  private static String lowerCase(String word) {
    byte[] letters = new byte[word.length()];
    word.getBytes(0, letters.length, letters, 0);
    for (int i = 0; i < letters.length; i++) {
      letters[i] |= 0x20;
    }
    return new String(letters, java.nio.charset.StandardCharsets.ISO_8859_1);
  }
}
