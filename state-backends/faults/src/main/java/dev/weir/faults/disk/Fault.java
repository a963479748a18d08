package dev.weir.faults.disk;

/** How a step fails. */
public enum Fault {
  /** It is not carried out. */
  REFUSED("Input/output error"),
  /** It finds no room: of a write the first half is carried out, of anything else nothing. */
  DISK_FULL("No space left on device"),
  /** It is carried out, but reported as failed, as by a server of which the answer was lost. */
  ANSWER_LOST("Connection timed out");

  private final String message;

  Fault(String message) {
    this.message = message;
  }

  String message() {
    return message;
  }
}
