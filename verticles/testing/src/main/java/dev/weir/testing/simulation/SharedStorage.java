package dev.weir.testing.simulation;

import dev.weir.protocol.log.CheckpointLayout;
import dev.weir.protocol.log.LogRecord;
import dev.weir.protocol.manifest.Manifest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The checkpoint storage that all nodes share. An operation takes its time and is carried out at
 * one moment, also when who asked for it has ended by then. What is acknowledged is durable; what
 * is not may have been carried out or not, and may be seen for a moment and then be gone.
 */
final class SharedStorage {

  private static final long MICROS = 2_500;
  private static final long SLOW_SYNC_MICROS = 60_000;

  private final World world;
  private final Chance chance;
  private final TreeMap<String, Object> files = new TreeMap<>();
  private final TreeSet<String> directories = new TreeSet<>();
  private final Map<String, TreeMap<Long, LogRecord>> logs = new HashMap<>();
  private final Set<String> synced = new HashSet<>();
  private boolean full;

  SharedStorage(World world, Chance chance) {
    this.world = world;
    this.chance = chance;
  }

  void full(boolean isFull) {
    full = isFull;
  }

  boolean isFull() {
    return full;
  }

  /**
   * Writes a file if there is none at that path; false if there was one. Its directory is there at
   * once, and for all to see, the file only when it is written.
   */
  void putIfAbsent(NodeProcess process, String path, Object content, Answer.Reply<Boolean> reply) {
    if (!full) {
      directories.add(directoryOf(path));
    }
    long delay = delay(path);
    boolean fails = fails(path) || full;
    boolean afterwards = world.strikes(FaultKind.STORAGE_FAILS_AFTERWARDS, path);
    boolean loses = world.strikes(FaultKind.STORAGE_LOSES, path);
    long sync = chance.between(1, loses ? SLOW_SYNC_MICROS : MICROS);
    world
        .timeline()
        .after(
            delay,
            () -> {
              if (fails) {
                process.after(0, () -> reply.accept(new Answer<>(true, null)));
                return;
              }
              boolean created = files.putIfAbsent(path, content) == null;
              if (created) {
                wasStored(path, content);
              }
              world
                  .timeline()
                  .after(
                      sync,
                      () -> {
                        boolean lost = loses && created && lose(path);
                        if (!afterwards && !created && files.containsKey(path)) {
                          synced.add(path); // also by whoever finds that it is there
                        }
                        process.after(
                            0, () -> reply.accept(new Answer<>(afterwards || lost, created)));
                      });
            });
  }

  private void wasStored(String path, Object content) {
    if (content instanceof LogRecord record) {
      TreeMap<Long, LogRecord> log = logs.computeIfAbsent(directoryOf(path), d -> new TreeMap<>());
      if (log.putIfAbsent(record.number(), record) == null) {
        world.observers().logged(directoryOf(path), record);
      }
    } else if (content instanceof Manifest manifest) {
      world.observers().manifestStored(path, manifest);
    }
  }

  /** A later entry that was synced has synced those before it: only the last can be lost. */
  private boolean lose(String path) {
    Object content = files.get(path);
    if (synced.contains(path)) {
      return false;
    }
    if (content instanceof LogRecord record) {
      TreeMap<Long, LogRecord> log = logs.computeIfAbsent(directoryOf(path), d -> new TreeMap<>());
      if (log.lastKey() != record.number() || !record.equals(log.get(record.number()))) {
        return false;
      }
      log.remove(record.number());
      world.observers().unlogged(directoryOf(path), record);
    }
    files.remove(path);
    return true;
  }

  private static String directoryOf(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }

  /** The content of a file; null if there is none. */
  void read(NodeProcess process, String path, Answer.Reply<Object> reply) {
    operate(process, path, () -> files.get(path), reply);
  }

  /** The contents of files; those that are missing are left out. */
  void readAll(NodeProcess process, List<String> paths, Answer.Reply<Map<String, Object>> reply) {
    operate(
        process,
        paths,
        () -> {
          Map<String, Object> found = new HashMap<>();
          for (String path : paths) {
            Object content = files.get(path);
            if (content != null) {
              found.put(path, content);
            }
          }
          return found;
        },
        reply);
  }

  /** Names of what lies in a directory. */
  void list(NodeProcess process, String directory, Answer.Reply<List<String>> reply) {
    operate(process, directory, () -> names(directory), reply);
  }

  /** Names of what lies in a directory, without delay; for invariants. */
  List<String> names(String directory) {
    int below = directory.length() + 1;
    TreeSet<String> names = new TreeSet<>();
    for (NavigableSet<String> paths : List.of(files.navigableKeySet(), directories)) {
      for (String path : below(directory, paths)) {
        int end = path.indexOf('/', below);
        names.add(path.substring(below, end < 0 ? path.length() : end));
      }
    }
    return new ArrayList<>(names);
  }

  private static SortedSet<String> below(String directory, NavigableSet<String> paths) {
    return paths.subSet(directory + "/", directory + "0"); // what follows upon a slash
  }

  void delete(NodeProcess process, String path, Answer.Reply<Boolean> reply) {
    operate(
        process,
        path,
        () -> {
          remove(path);
          return true;
        },
        reply);
  }

  private void remove(String path) {
    Object content = files.remove(path);
    if (content != null && !(content instanceof LogRecord)) {
      world.observers().removing(path);
    }
  }

  void deleteDirectory(NodeProcess process, String directory, Answer.Reply<Boolean> reply) {
    operate(
        process,
        directory,
        () -> {
          List.copyOf(below(directory, files.navigableKeySet())).forEach(this::remove);
          directories.remove(directory);
          below(directory, directories).clear();
          return true;
        },
        reply);
  }

  private <T> void operate(
      NodeProcess process, Object what, Supplier<T> effect, Answer.Reply<T> reply) {
    long delay = delay(what);
    boolean fails = fails(what);
    world
        .timeline()
        .after(
            delay,
            () -> {
              Answer<T> answer =
                  fails ? new Answer<>(true, null) : new Answer<>(false, effect.get());
              process.after(1, () -> reply.accept(answer));
            });
  }

  private boolean fails(Object what) {
    return world.strikes(FaultKind.STORAGE_FAILS, what);
  }

  private long delay(Object what) {
    return chance.between(50, MICROS)
        + (world.strikes(FaultKind.STORAGE_SLOW, what) ? chance.between(20_000, 1_500_000) : 0);
  }

  /** Whether a file is there; for invariants. */
  boolean has(String path) {
    return files.containsKey(path);
  }

  /** What stands at a path; for invariants. */
  Object content(String path) {
    Object content = files.get(path);
    if (content == null) {
      throw new IllegalArgumentException("there is no file " + path);
    }
    return content;
  }

  /** All entries that count of the log of a run; for invariants and users. */
  List<LogRecord> log(CheckpointLayout layout) {
    TreeMap<Long, LogRecord> log = logs.get(layout.logDirectory());
    return log == null ? List.of() : List.copyOf(log.values());
  }

  /** All paths; for invariants. */
  List<String> paths() {
    return List.copyOf(files.keySet());
  }
}
