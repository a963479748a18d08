package dev.weir.connector.file;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Writes {@code toString()} of each record and a line feed. */
public final class SimpleStringEncoder<T> implements Encoder<T> {

  private static final long serialVersionUID = 1;

  private final String charsetName;
  private final boolean utf8;

  /** Writes UTF-8. */
  public SimpleStringEncoder() {
    this("UTF-8");
  }

  /**
   * Writes the charset of this name, as in {@code "ISO-8859-1"}.
   *
   * @throws IllegalArgumentException if there is no such charset
   */
  public SimpleStringEncoder(String charsetName) {
    this.charsetName = Charset.forName(charsetName).name();
    this.utf8 = this.charsetName.equals("UTF-8");
  }

  @Override
  public void encode(T element, OutputStream stream) throws IOException {
    stream.write(bytes(element.toString()));
    stream.write('\n');
  }

  private byte[] bytes(String text) throws UnsupportedEncodingException {
    // By constant, so that the compiler sees the fast path; a Charset is not serializable.
    return utf8 ? text.getBytes(StandardCharsets.UTF_8) : text.getBytes(charsetName);
  }
}
