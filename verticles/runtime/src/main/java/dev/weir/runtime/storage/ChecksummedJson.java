package dev.weir.runtime.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.state.spi.CorruptStateException;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.zip.CRC32C;

/**
 * The form of log entries and manifests: readable JSON, then a line {@code crc32c=xxxxxxxx} with
 * the CRC-32C (8 hexadecimal digits) of all bytes before that line.
 */
public final class ChecksummedJson {

  private static final String MARK = "\ncrc32c=";
  private static final int TRAILER_LENGTH = MARK.length() + 8 + 1;

  private ChecksummedJson() {}

  public static byte[] encode(JsonObject json) {
    String body = json.encodePrettily();
    String trailer = "%s%08x\n".formatted(MARK, checksum(body.getBytes(UTF_8)));
    return (body + trailer).getBytes(UTF_8);
  }

  /**
   * @param path where the bytes came from, for messages
   * @throws CorruptStateException if the checksum is missing or wrong, or it is not JSON
   */
  public static JsonObject decode(String path, byte[] bytes) {
    int bodyLength = bytes.length - TRAILER_LENGTH;
    if (bodyLength < 2) {
      throw new CorruptStateException(
          path + " has " + bytes.length + " bytes, too few for JSON and its checksum");
    }
    String trailer = new String(bytes, bodyLength, TRAILER_LENGTH, UTF_8);
    byte[] body = new byte[bodyLength];
    System.arraycopy(bytes, 0, body, 0, bodyLength);
    String expected = "%s%08x\n".formatted(MARK, checksum(body));
    if (!trailer.equals(expected)) {
      throw new CorruptStateException(
          path
              + " is damaged: it ends with '"
              + trailer.strip()
              + "', expected '"
              + expected.strip()
              + "'");
    }
    try {
      return new JsonObject(new String(body, UTF_8));
    } catch (DecodeException e) {
      throw new CorruptStateException(path + " is not JSON: " + e.getMessage(), e);
    }
  }

  private static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
