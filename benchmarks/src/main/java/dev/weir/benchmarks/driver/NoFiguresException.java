package dev.weir.benchmarks.driver;

import java.io.IOException;

/** A cell ended without figures: its engine has no such workload, or has failed. */
final class NoFiguresException extends IOException {

  private static final long serialVersionUID = 1L;

  NoFiguresException(String message) {
    super(message);
  }
}
