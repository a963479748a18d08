package dev.weir.connector.file;

import dev.weir.api.types.TypeInformation;
import dev.weir.api.types.Types;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Lines of text. A line ends with {@code \n} or {@code \r\n}, which do not belong to it; the last
 * line of a file need not be ended. A {@code \r} elsewhere is part of its line, as is a byte order
 * mark. Bytes that mean nothing in the charset are read as U+FFFD.
 *
 * <p>Splittable: the byte {@code \n} is looked for before anything is decoded. So the charset must
 * write a line feed as this one byte and use the byte for nothing else, as UTF-8, ISO 8859, Windows
 * and East Asian charsets do. UTF-16 and UTF-32 are refused.
 */
public final class TextLineInputFormat implements StreamFormat<String> {

  /** The longest line that is read unless told otherwise: 16 MiB. */
  public static final int DEFAULT_MAX_LINE_BYTES = 16 << 20;

  private static final long serialVersionUID = 1;

  private final String charsetName;
  private final int maxLineBytes;

  /** Lines in UTF-8. */
  public TextLineInputFormat() {
    this(StandardCharsets.UTF_8);
  }

  /** Lines in the charset of this name, as in {@code "UTF-8"}. */
  public TextLineInputFormat(String charsetName) {
    this(Charset.forName(charsetName));
  }

  /** Lines in a charset. */
  public TextLineInputFormat(Charset charset) {
    this(charset, DEFAULT_MAX_LINE_BYTES);
  }

  /**
   * Lines in a charset.
   *
   * @param maxLineBytes how long a line may be, in bytes without its end; a longer one is an error
   * @throws IllegalArgumentException if a line end is not one byte in the charset
   */
  public TextLineInputFormat(Charset charset, int maxLineBytes) {
    if (!charset.canEncode() || !Arrays.equals("\r\n".getBytes(charset), new byte[] {'\r', '\n'})) {
      throw new IllegalArgumentException(
          "TextLineInputFormat cannot read "
              + charset
              + ": expected a charset in which \\r and \\n are the bytes 0x0D and 0x0A");
    }
    if (maxLineBytes < 1 || maxLineBytes > Integer.MAX_VALUE - 64) {
      throw new IllegalArgumentException(
          "maxLineBytes: expected 1 to " + (Integer.MAX_VALUE - 64) + ", found " + maxLineBytes);
    }
    this.charsetName = charset.name();
    this.maxLineBytes = maxLineBytes;
  }

  @Override
  public TypeInformation<String> getProducedType() {
    return Types.STRING;
  }

  @Override
  public boolean isSplittable() {
    return true;
  }

  @Override
  public Reader<String> createReader(SplitInput input) throws IOException {
    return new LineReader(input, Charset.forName(charsetName), maxLineBytes);
  }
}
