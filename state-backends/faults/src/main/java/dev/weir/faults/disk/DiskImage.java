package dev.weir.faults.disk;

import java.util.IdentityHashMap;
import java.util.Random;

/** A {@link FaultyFileSystem} in memory as it was at one moment, to let it crash then. */
public final class DiskImage {

  private final Node.Directory root;
  private final long clock;

  DiskImage(Node.Directory root, long clock) {
    this.root = root.copy(new IdentityHashMap<>());
    this.clock = clock;
  }

  /**
   * What is found after a crash at that moment. May be called many times.
   *
   * @param seed decides what {@link Survival#POWER_LOST_HALFWAY} leaves
   */
  public FaultyFileSystem after(Survival survival, long seed) {
    Node.Directory left = root.after(survival, new Random(seed), new IdentityHashMap<>());
    return FaultyFileSystem.of(new MemoryDisk(left, clock));
  }
}
