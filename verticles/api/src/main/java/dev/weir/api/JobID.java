package dev.weir.api;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Names one submission of a job.
 *
 * @param hex 32 lower-case hexadecimal digits
 */
public record JobID(String hex) {

  private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Checks the form. */
  public JobID {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException(
          "A job id is 32 lower-case hexadecimal digits, found '" + hex + "'");
    }
  }

  /** A new id that no other job has. */
  public static JobID generate() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return new JobID(HexFormat.of().formatHex(bytes));
  }

  /** The id in an URL or a log line. */
  public static JobID fromHexString(String hex) {
    return new JobID(hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
