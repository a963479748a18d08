package dev.weir.runtime.link;

import java.io.Serial;

/** Something was lost on a link, or its receiver went silent. The attempt fails. */
public final class LinkBrokenException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final String silent;

  private LinkBrokenException(String message, String silent) {
    super(message);
    this.silent = silent;
  }

  /** Another message came than the one that should come next. */
  static LinkBrokenException gap(String self, String from, long expected, long found) {
    return new LinkBrokenException(
        "%s expected message %d of %s, found %d: messages were lost"
            .formatted(self, expected, from, found),
        "");
  }

  /** The sender says that it has sent more than has come. */
  static LinkBrokenException tailLost(String self, String from, long received, long sent) {
    return new LinkBrokenException(
        "%s expected messages of %s up to %d, which were sent, found %d: the last ones were lost"
            .formatted(self, from, sent, received),
        "");
  }

  /** The receiver does not say that it has what was sent, although it is asked. */
  static LinkBrokenException silent(String self, String to, long sent, long acknowledged) {
    return new LinkBrokenException(
        "%s expected an acknowledgement of message %d to %s, found none after %d: no answer"
            .formatted(self, sent, to, acknowledged),
        to);
  }

  /** Whether the trouble is that nothing is heard from this address. */
  public boolean isSilenceOf(String address) {
    return silent.equals(address);
  }
}
