package dev.weir.runtime.wire;

import io.vertx.core.buffer.Buffer;

/** What every message body begins with: its length and the version of the format. */
final class WireBody {

  /** Rises with every change of any format; nodes of different versions do not join each other. */
  static final byte VERSION = 1;

  static final int HEADER = Integer.BYTES + 1;

  private static final String PACKAGE = "dev.weir.runtime.";

  private WireBody() {}

  /** Stands in every message, so short: {@code weir.SubtaskCommand.Start}. */
  static String codecName(Class<?> type) {
    String name = type.getName().replace('$', '.');
    if (!name.startsWith(PACKAGE)) {
      return "weir." + name;
    }
    String withinRuntime = name.substring(PACKAGE.length());
    return "weir." + withinRuntime.substring(withinRuntime.indexOf('.') + 1);
  }

  /** Begins a body of which so many bytes follow the header. */
  static void begin(Buffer buffer, int length) {
    WireTraffic.wrote(HEADER + length);
    buffer.appendInt(length + 1);
    buffer.appendByte(VERSION);
  }

  /**
   * Checks that a body is whole and of our version.
   *
   * @return how many bytes follow the header
   */
  static int check(String name, int position, Buffer buffer) {
    int there = buffer.length() - position;
    if (position < 0 || there < HEADER) {
      throw new MalformedMessageException(
          "a message %s needs at least %d bytes, found %d".formatted(name, HEADER, there));
    }
    int length = buffer.getInt(position);
    if (length != there - Integer.BYTES) {
      throw new MalformedMessageException(
          "a message %s says that it has %d bytes, found %d"
              .formatted(name, length, there - Integer.BYTES));
    }
    byte version = buffer.getByte(position + Integer.BYTES);
    if (version != VERSION) {
      throw new MalformedMessageException(
          "a message %s is of wire version %d, expected %d".formatted(name, version, VERSION));
    }
    WireTraffic.read(there);
    return length - 1;
  }
}
