package dev.weir.runtime.storage;

import dev.weir.protocol.log.CheckpointLayout;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.OperatorSnapshot;
import dev.weir.protocol.manifest.OperatorSnapshots;
import dev.weir.state.spi.CanonicalSnapshot;
import dev.weir.state.spi.CheckpointStorage;
import dev.weir.state.spi.KeyedSnapshot;
import dev.weir.state.spi.NativeSnapshot;
import dev.weir.state.spi.SnapshotFile;
import dev.weir.state.spi.SnapshotOutput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Moves savepoints between storages. A savepoint is a directory with a manifest and the files that
 * the manifest names, and nothing outside of it; so it can be copied and moved. Blocks.
 */
public final class SavepointFiles {

  private SavepointFiles() {}

  /**
   * Copies a savepoint of the user's into the storage of a job, so that the job does not depend on
   * what the user does with it. The manifest comes last.
   *
   * @param savepoint directory or URI of the savepoint
   * @param directory where to, relative to the root of {@code target}
   * @return the path of the manifest in {@code target}
   * @throws IOException if there is no savepoint; the message names the place
   */
  public static String copyIn(String savepoint, CheckpointStorage target, String directory)
      throws IOException {
    try (CheckpointStorage source = Storages.openExisting(savepoint)) {
      Manifest manifest;
      try {
        manifest = ManifestJson.decode(savepoint + "/manifest", source.read("manifest"));
      } catch (NoSuchFileException e) {
        throw new IOException(
            "no savepoint in " + savepoint + ": it has no file named manifest", e);
      }
      return copy(source, rebase(manifest, path -> nameOf(path)), target, directory);
    }
  }

  /**
   * Copies a savepoint out of the storage of a job to where the user wants it.
   *
   * @param directory of the savepoint, relative to the root of {@code source}
   * @param target directory or URI that is to hold the savepoint's directory
   * @return the place of the copy
   */
  public static String copyOut(CheckpointStorage source, String directory, String target)
      throws IOException {
    String manifestPath = CheckpointLayout.manifest(directory);
    Manifest manifest = ManifestJson.decode(manifestPath, source.read(manifestPath));
    String name = nameOf(directory);
    try (CheckpointStorage storage = Storages.open(target)) {
      copy(source, manifest, storage, name);
      return storage.describe() + "/" + name;
    }
  }

  private static String copy(
      CheckpointStorage source, Manifest manifest, CheckpointStorage target, String directory)
      throws IOException {
    Map<String, SnapshotFile> copied = new HashMap<>();
    for (SnapshotFile file : filesOf(manifest)) {
      if (!copied.containsKey(file.path())) {
        copied.put(file.path(), copy(source, file, target, directory + "/" + nameOf(file.path())));
      }
    }
    Manifest there = rebase(manifest, path -> directory + "/" + nameOf(path));
    String path = CheckpointLayout.manifest(directory);
    if (!target.putIfAbsent(path, ManifestJson.encode(there))) {
      throw new IOException(
          "there is a savepoint already in " + target.describe() + "/" + directory);
    }
    return path;
  }

  private static SnapshotFile copy(
      CheckpointStorage source, SnapshotFile file, CheckpointStorage target, String path)
      throws IOException {
    source.verify(file);
    try (InputStream in = source.open(file, 0);
        SnapshotOutput out = target.create(path)) {
      in.transferTo(out);
      return out.finish();
    }
  }

  private static List<SnapshotFile> filesOf(Manifest manifest) {
    List<SnapshotFile> files = new ArrayList<>();
    for (OperatorSnapshots operator : manifest.operators()) {
      for (OperatorSnapshots.Subtask subtask : operator.subtasks()) {
        subtask.state().keyed().ifPresent(keyed -> files.addAll(keyed.files()));
      }
    }
    return files;
  }

  /** The same manifest with other paths. */
  private static Manifest rebase(Manifest manifest, UnaryOperator<String> path) {
    List<OperatorSnapshots> operators = new ArrayList<>();
    for (OperatorSnapshots operator : manifest.operators()) {
      List<OperatorSnapshots.Subtask> subtasks = new ArrayList<>();
      for (OperatorSnapshots.Subtask subtask : operator.subtasks()) {
        OperatorSnapshot state =
            new OperatorSnapshot(
                subtask.state().keyed().map(keyed -> rebase(keyed, path)),
                subtask.state().listState());
        subtasks.add(new OperatorSnapshots.Subtask(state, subtask.ended()));
      }
      operators.add(
          new OperatorSnapshots(
              operator.uid(),
              operator.name(),
              operator.parallelism(),
              operator.maxParallelism(),
              subtasks));
    }
    return new Manifest(
        manifest.checkpointId(), manifest.kind(), manifest.timestamp(), manifest.job(), operators);
  }

  private static KeyedSnapshot rebase(KeyedSnapshot keyed, UnaryOperator<String> path) {
    if (keyed instanceof NativeSnapshot of) {
      Map<String, SnapshotFile> files = new HashMap<>();
      of.filesByName().forEach((name, file) -> files.put(name, rebase(file, path)));
      return new NativeSnapshot(of.backend(), of.keyGroups(), files, of.newBytes());
    }
    CanonicalSnapshot canonical = (CanonicalSnapshot) keyed;
    List<CanonicalSnapshot.Section> sections = new ArrayList<>();
    for (CanonicalSnapshot.Section section : canonical.sections()) {
      sections.add(
          new CanonicalSnapshot.Section(
              section.keyGroup(),
              rebase(section.file(), path),
              section.offset(),
              section.length(),
              section.checksum()));
    }
    return new CanonicalSnapshot(canonical.keyGroups(), sections, canonical.newBytes());
  }

  private static SnapshotFile rebase(SnapshotFile file, UnaryOperator<String> path) {
    return new SnapshotFile(path.apply(file.path()), file.length(), file.checksum());
  }

  private static String nameOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
