package dev.weir.api.source;

import java.io.IOException;

/** Checks versions of formats that have had one version so far. */
final class Versions {

  private Versions() {}

  static void check(String what, int known, int found) throws IOException {
    if (found != known) {
      throw new IOException(
          "the format of a " + what + " has version " + found + ", expected " + known);
    }
  }
}
