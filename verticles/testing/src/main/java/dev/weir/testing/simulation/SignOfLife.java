package dev.weir.testing.simulation;

import dev.weir.protocol.log.CheckpointLayout;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The file that a coordinator replaces again and again, for nodes that cannot reach it otherwise,
 * as the runtime's class of this name.
 */
final class SignOfLife {

  private static final long MICROS = Session.TIMEOUT_MILLIS * 1_000 / 2;

  private final World world;
  private final NodeProcess process;
  private final Coordinator coordinator;
  private final String directory;
  private final long term;
  private int count;
  private String last = "";

  SignOfLife(World world, NodeProcess process, Coordinator coordinator, Takeover.Office office) {
    this.world = world;
    this.process = process;
    this.coordinator = coordinator;
    this.directory = directory(office.layout());
    this.term = office.term();
  }

  private static String directory(CheckpointLayout layout) {
    return layout.runDirectory() + "/alive";
  }

  /** Gives signs from now on, for as long as the coordinator is in office. */
  void give() {
    if (coordinator.isOver()) {
      return;
    }
    String before = last;
    String path = "%s/%010d-%010d".formatted(directory, term, ++count);
    world
        .storage()
        .putIfAbsent(
            process,
            path,
            "alive",
            answer -> {
              if (!answer.failed()) {
                last = path;
                removeOlder(before, path);
              }
            });
    process.after(MICROS, this::give);
  }

  private void removeOlder(String before, String path) {
    if (before.isEmpty()) {
      world
          .storage()
          .list(
              process,
              directory,
              answer -> {
                if (!answer.failed()) {
                  answer.get().stream()
                      .map(name -> directory + "/" + name)
                      .filter(other -> other.compareTo(path) < 0)
                      .forEach(this::remove);
                }
              });
    } else {
      remove(before);
    }
  }

  private void remove(String path) {
    world.storage().delete(process, path, ignored -> {});
  }

  /** The coordinator leaves in order. */
  void takeBack() {
    if (!last.isEmpty()) {
      remove(last);
    }
  }

  /** Tells the newest sign in the newest run, if there is one; nothing if storage fails. */
  static void look(World world, NodeProcess process, Consumer<Optional<String>> found) {
    world
        .storage()
        .list(
            process,
            World.JOB,
            runs -> {
              if (runs.failed()) {
                return;
              }
              OptionalLong newest = newestRun(runs.get());
              if (newest.isEmpty()) {
                found.accept(Optional.empty());
                return;
              }
              lookIn(world, process, new CheckpointLayout(World.JOB, newest.getAsLong()), found);
            });
  }

  private static void lookIn(
      World world, NodeProcess process, CheckpointLayout run, Consumer<Optional<String>> found) {
    world
        .storage()
        .list(
            process,
            directory(run),
            answer -> {
              if (!answer.failed()) {
                found.accept(newest(run, answer.get()));
              }
            });
  }

  /** The newest sign in the newest run, as it stands in storage; for invariants. */
  static Optional<String> standing(SharedStorage storage) {
    OptionalLong newest = newestRun(storage.names(World.JOB));
    if (newest.isEmpty()) {
      return Optional.empty();
    }
    CheckpointLayout run = new CheckpointLayout(World.JOB, newest.getAsLong());
    return newest(run, storage.names(directory(run)));
  }

  private static OptionalLong newestRun(List<String> names) {
    return names.stream()
        .map(CheckpointLayout::runNumber)
        .flatMapToLong(OptionalLong::stream)
        .max();
  }

  private static Optional<String> newest(CheckpointLayout run, List<String> signs) {
    return signs.isEmpty()
        ? Optional.empty()
        : Optional.of(ranked(run, signs.get(signs.size() - 1)));
  }

  /** With the rank of the coordinator instead of its term: runs follow each other here. */
  private static String ranked(CheckpointLayout run, String sign) {
    int hyphen = sign.indexOf('-');
    long signedTerm = Long.parseLong(sign, 0, hyphen, 10);
    return Leadership.rank(run.run(), signedTerm) + sign.substring(hyphen);
  }
}
