package dev.weir.state.ttl;

import dev.weir.state.ListState;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A list of which each element expires on its own. */
final class TtlListState<T> implements ListState<T> {

  private final ListState<Stamped<T>> stored;
  private final String name;
  private final Expiry expiry;

  TtlListState(ListState<Stamped<T>> stored, String name, Expiry expiry) {
    this.stored = stored;
    this.name = name;
    this.expiry = expiry;
  }

  @Override
  public Iterable<T> get() throws Exception {
    expiry.onAccess().run();
    List<T> shown = new ArrayList<>();
    List<Stamped<T>> alive = new ArrayList<>();
    int found = 0;
    for (Stamped<T> each : stored.get()) {
      boolean expired = expiry.isExpired(each);
      found++;
      if (!expired) {
        alive.add(each);
      }
      if (!expired || expiry.showsExpired()) {
        shown.add(each.value());
      }
    }
    tidy(found, alive);
    return shown;
  }

  @Override
  public void add(T value) throws Exception {
    expiry.onAccess().run();
    stored.add(stamp(value));
  }

  @Override
  public void addAll(List<T> values) throws Exception {
    expiry.onAccess().run();
    stored.addAll(stampAll(values));
  }

  @Override
  public void update(List<T> values) throws Exception {
    expiry.onAccess().run();
    stored.update(stampAll(values));
  }

  @Override
  public void clear() {
    stored.clear();
  }

  /** Expired elements that are shown stay until none is alive, so that they are shown again. */
  private void tidy(int found, List<Stamped<T>> alive) throws Exception {
    if (found == 0) {
      return;
    }
    if (alive.isEmpty()) {
      stored.clear();
    } else if (expiry.touchesOnRead()) {
      stored.update(stampAll(alive.stream().map(Stamped::value).toList()));
    } else if (alive.size() < found && !expiry.showsExpired()) {
      stored.update(alive);
    }
  }

  private List<Stamped<T>> stampAll(List<T> values) {
    List<Stamped<T>> stamped = new ArrayList<>(values.size());
    values.forEach(value -> stamped.add(stamp(value)));
    return stamped;
  }

  private Stamped<T> stamp(T value) {
    return expiry.stamp(
        Objects.requireNonNull(value, () -> "list state '" + name + "' holds no null"));
  }
}
