package dev.weir.runtime.views;

import dev.weir.runtime.graph.JobGraph;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part that says what the operators kept. It is read from the last manifest while somebody
 * looks, and not more often than every {@value #INTERVAL_MILLIS} ms. Used on one event loop.
 */
public final class KeptState {

  private static final Logger log = LoggerFactory.getLogger(KeptState.class);
  private static final String PART = "state";
  private static final long INTERVAL_MILLIS = 5_000;

  /** Where checkpoints are. */
  public interface Source {

    /** Path of the manifest of the last one. */
    Optional<String> latestManifest();

    /** What {@link StateParts} tells of one. */
    Future<JsonObject> stateIn(String manifest, JobGraph graph);
  }

  private final ViewParts parts;
  private String shown = "";
  private long notBefore;

  KeptState(ViewParts parts) {
    this.parts = parts;
  }

  void look(Source source, JobGraph graph, long now) {
    Optional<String> latest = source.latestManifest();
    if (now < notBefore || latest.isEmpty() || latest.get().equals(shown)) {
      return;
    }
    notBefore = now + INTERVAL_MILLIS;
    source
        .stateIn(latest.get(), graph)
        .onSuccess(state -> show(latest.get(), state))
        .onFailure(e -> log.debug("the state in {} cannot be shown", latest.get(), e));
  }

  private void show(String manifest, JsonObject state) {
    shown = manifest;
    parts.add(PART, () -> state);
  }
}
