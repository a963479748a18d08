package dev.weir.faults.fuzz;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Makes damaged inputs of sound ones. What it does knows of the formats that are usual here:
 * big-endian numbers, lengths in seven-bit bytes, text with tokens and brackets.
 */
final class Mutator {

  private static final int MAX_LENGTH = 1 << 16;
  private static final int[] INTERESTING = {
    0,
    1,
    -1,
    2,
    127,
    128,
    255,
    256,
    32767,
    65535,
    65536,
    1 << 24,
    1 << 28,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    Integer.MAX_VALUE - 8
  };
  private static final List<String> TOKENS =
      List.of(
          "0",
          "-1",
          "1",
          "null",
          "true",
          "\"\"",
          "{}",
          "[]",
          "[[]]",
          "{\"a\":1}",
          "1e999",
          "0.5",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775809",
          "2147483648",
          "1e2147483647",
          "99999999999999999999999999999",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"../x\"",
          "\"/etc\"",
          "NaN",
          "~",
          "&a",
          "*a",
          "!!java",
          "- ",
          ": ",
          "#",
          "|",
          ">",
          "%",
          "\t",
          "\n",
          "---",
          "...",
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "\"");
  private static final List<String> NESTED =
      List.of("[", "{\"a\":", "[[", "{", "a: {", "- ", "? ", "\"", "(", "  ");

  private final List<byte[]> seeds;
  private final Random random;

  Mutator(List<byte[]> seeds, Random random) {
    this.seeds = seeds;
    this.random = random;
  }

  byte[] next() {
    byte[] input = seeds.get(random.nextInt(seeds.size())).clone();
    int changes = 1 + (random.nextInt(3) == 0 ? random.nextInt(6) : 0);
    for (int i = 0; i < changes; i++) {
      input = change(input);
    }
    return input.length > MAX_LENGTH ? Arrays.copyOf(input, MAX_LENGTH) : input;
  }

  private byte[] change(byte[] input) {
    int at = input.length == 0 ? 0 : random.nextInt(input.length);
    return switch (random.nextInt(14)) {
      case 0, 1 -> flipped(input, at);
      case 2 -> overwritten(input, at, new byte[] {(byte) random.nextInt()});
      case 3 -> Arrays.copyOf(input, at);
      case 4 -> inserted(input, input.length, noise());
      case 5 -> inserted(input, at, noise());
      case 6 -> without(input, at, random.nextInt(16));
      case 7 -> overwritten(input, at, number());
      case 8 -> inserted(input, at, varInt(interesting()));
      case 9 -> overwritten(input, at, varInt(interesting()));
      case 10 -> spliced(input, at);
      case 11 -> inserted(input, at, repeated(input, at));
      case 12 -> withoutToken(input, at, TOKENS.get(random.nextInt(TOKENS.size())));
      default -> inserted(input, at, nested());
    };
  }

  private static byte[] flipped(byte[] input, int at) {
    if (input.length > 0) {
      input[at] ^= (byte) (1 << (at * 7 + input.length) % 8);
    }
    return input;
  }

  private byte[] noise() {
    byte[] noise = new byte[1 + random.nextInt(random.nextInt(8) == 0 ? 300 : 9)];
    random.nextBytes(noise);
    return noise;
  }

  private int interesting() {
    return random.nextInt(4) == 0
        ? random.nextInt()
        : INTERESTING[random.nextInt(INTERESTING.length)];
  }

  private byte[] number() {
    return random.nextBoolean()
        ? ByteBuffer.allocate(4).putInt(interesting()).array()
        : ByteBuffer.allocate(8).putLong((long) interesting() << random.nextInt(33)).array();
  }

  private static byte[] varInt(int value) {
    byte[] bytes = new byte[5];
    int size = 0;
    int rest = value;
    while ((rest & ~0x7F) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
    return Arrays.copyOf(bytes, size);
  }

  private static byte[] overwritten(byte[] input, int at, byte[] with) {
    int length = Math.min(with.length, input.length - at);
    System.arraycopy(with, 0, input, at, Math.max(0, length));
    return input;
  }

  private static byte[] inserted(byte[] input, int at, byte[] more) {
    byte[] longer = new byte[input.length + more.length];
    System.arraycopy(input, 0, longer, 0, at);
    System.arraycopy(more, 0, longer, at, more.length);
    System.arraycopy(input, at, longer, at + more.length, input.length - at);
    return longer;
  }

  private static byte[] without(byte[] input, int at, int length) {
    int end = Math.min(input.length, at + length);
    byte[] shorter = Arrays.copyOf(input, input.length - (end - at));
    System.arraycopy(input, end, shorter, at, input.length - end);
    return shorter;
  }

  /** The beginning of one and the end of another. */
  private byte[] spliced(byte[] input, int at) {
    byte[] other = seeds.get(random.nextInt(seeds.size()));
    int from = other.length == 0 ? 0 : random.nextInt(other.length);
    return inserted(Arrays.copyOf(input, at), at, Arrays.copyOfRange(other, from, other.length));
  }

  private byte[] repeated(byte[] input, int at) {
    int length = Math.min(input.length - at, 1 + random.nextInt(40));
    int times = 1 + random.nextInt(random.nextInt(4) == 0 ? 500 : 3);
    return times(Arrays.copyOfRange(input, at, at + length), times);
  }

  private byte[] nested() {
    int times = random.nextInt(8) == 0 ? 20_000 : 1 + random.nextInt(600);
    String token = NESTED.get(random.nextInt(NESTED.size()));
    return times(token.getBytes(StandardCharsets.UTF_8), times);
  }

  private static byte[] times(byte[] part, int times) {
    int fitting = Math.min(times, MAX_LENGTH / Math.max(1, part.length));
    byte[] all = new byte[part.length * fitting];
    for (int i = 0; i < fitting; i++) {
      System.arraycopy(part, 0, all, i * part.length, part.length);
    }
    return all;
  }

  /** Replaces the word or number that stands there, with its quotes if it has any. */
  private static byte[] withoutToken(byte[] input, int at, String with) {
    int start = at;
    while (start > 0 && isToken(input[start - 1])) {
      start--;
    }
    int end = at;
    while (end < input.length && isToken(input[end])) {
      end++;
    }
    byte[] token = with.getBytes(StandardCharsets.UTF_8);
    return inserted(without(input, start, end - start), start, token);
  }

  private static boolean isToken(byte b) {
    return b == '"' || b == '.' || b == '-' || b == '_' || Character.isLetterOrDigit(b & 0xFF);
  }
}
