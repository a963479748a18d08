package dev.weir.runtime.coordinator;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the state was in each checkpoint, by its manifest, and which of them is the last. */
final class History {

  private final Map<String, Counts.Model> models;
  private Known known;

  /**
   * What a restart must find.
   *
   * @param confirmed the last checkpoint of which it was said that it exists
   * @param attempting one of which this is about to be said: it may exist or not
   */
  record Known(Optional<String> confirmed, Optional<String> attempting) {

    boolean allows(Optional<String> found) {
      return found.equals(confirmed) || found.equals(attempting);
    }
  }

  private History(Map<String, Counts.Model> models, Known known) {
    this.models = models;
    this.known = known;
  }

  static History empty() {
    return new History(new ConcurrentHashMap<>(), new Known(Optional.empty(), Optional.empty()));
  }

  /** The history of a process that starts where another one ended. */
  History from(Optional<String> found) {
    return new History(new ConcurrentHashMap<>(models), new Known(found, found));
  }

  Known known() {
    return known;
  }

  void captured(String manifest, Counts.Model model) {
    models.put(manifest, model);
  }

  void attempting(Optional<String> manifest) {
    known = new Known(known.confirmed, manifest);
  }

  void confirmed() {
    known = new Known(known.attempting, known.attempting);
  }

  Counts.Model model(Optional<String> manifest) {
    if (manifest.isEmpty()) {
      return Counts.Model.empty();
    }
    Counts.Model model = models.get(manifest.get());
    if (model == null) {
      throw new AssertionError("nobody ever took " + manifest.get());
    }
    return model.copy();
  }
}
