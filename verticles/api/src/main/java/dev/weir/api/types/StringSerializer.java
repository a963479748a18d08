package dev.weir.api.types;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import java.nio.charset.StandardCharsets;

/**
 * A length in bytes, then UTF-8. A string that UTF-8 cannot hold, because half of a surrogate pair
 * stands alone in it, is written as UTF-16 after the byte 0xFF, which no UTF-8 begins with.
 */
final class StringSerializer extends BasicSerializer<String> {

  private static final byte UTF_16 = (byte) 0xFF;

  StringSerializer() {
    super("string", Extent.PREFIXED);
  }

  @Override
  public void write(String value, ByteOutput out) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    if (mayHaveReplacement(utf8) && hasLoneSurrogate(value)) {
      writeUtf16(value, out);
    } else {
      out.writeVarInt(utf8.length);
      out.writeBytes(utf8, 0, utf8.length);
    }
  }

  @Override
  public String read(ByteInput in) {
    int length = in.readLength();
    int start = in.position();
    in.skip(length);
    return length > 0 && in.array()[start] == UTF_16
        ? readUtf16(in.array(), start + 1, start + length)
        : new String(in.array(), start, length, StandardCharsets.UTF_8);
  }

  /** The encoder puts a question mark in place of what it cannot encode. */
  private static boolean mayHaveReplacement(byte[] utf8) {
    for (byte b : utf8) {
      if (b == '?') {
        return true;
      }
    }
    return false;
  }

  private static boolean hasLoneSurrogate(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < value.length()
          && Character.isLowSurrogate(value.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return true;
      }
    }
    return false;
  }

  private static void writeUtf16(String value, ByteOutput out) {
    out.writeVarInt(Math.addExact(1, Math.multiplyExact(2, value.length())));
    out.writeByte(UTF_16);
    for (int i = 0; i < value.length(); i++) {
      out.writeShort(value.charAt(i));
    }
  }

  private static String readUtf16(byte[] bytes, int from, int to) {
    StringBuilder value = new StringBuilder((to - from) / 2);
    for (int i = from; i + 1 < to; i += 2) {
      value.append((char) ((bytes[i] & 0xFF) << 8 | (bytes[i + 1] & 0xFF)));
    }
    return value.toString();
  }
}
