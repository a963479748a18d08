package dev.weir.examples.checkpoints;

import java.util.List;

/**
 * What a look at every file found.
 *
 * @param bytes of the files that manifests name, each counted once
 */
record Verification(
    int runs, int logEntries, int manifests, int files, long bytes, List<Damage> damages) {

  Verification {
    damages = List.copyOf(damages);
  }
}
