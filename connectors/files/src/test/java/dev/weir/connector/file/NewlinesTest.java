package dev.weir.connector.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class NewlinesTest {

  /**
   * Bytes that differ from a line feed in one bit or by one, which borrow into their neighbours.
   */
  private static final byte[] CONFUSABLE = {'\n', 0x0B, 0x09, (byte) 0x8A, 0, (byte) 0xFF, 0x4A};

  @Test
  void finds_what_a_byte_by_byte_search_finds() {
    long seed = Seed.next();
    Random random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextInt(40)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = CONFUSABLE[1 + random.nextInt(CONFUSABLE.length - 1)];
      }
      if (bytes.length > 0 && random.nextInt(4) > 0) {
        bytes[random.nextInt(bytes.length)] = '\n';
      }
      int from = random.nextInt(bytes.length + 1);
      int to = from + random.nextInt(bytes.length - from + 1);
      assertThat(Newlines.indexOf(bytes, from, to))
          .as("seed %d, round %d", seed, round)
          .isEqualTo(naiveIndexOf(bytes, from, to));
    }
  }

  private static int naiveIndexOf(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }
}
