package dev.weir.testing.simulation;

import dev.weir.protocol.checkpoint.CheckpointKind;
import dev.weir.protocol.pacing.TriggerRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What users, and the coordinator itself, have asked for and wait for, as in the runtime. */
final class Requests {

  private final World world;
  private final Map<String, TriggerRequest> ofUsers = new TreeMap<>();
  private final Map<String, Consumer<Boolean>> own = new HashMap<>();
  private Optional<String> stopping = Optional.empty();
  private int ownRequests;

  Requests(World world) {
    this.world = world;
  }

  void add(TriggerRequest request) {
    ofUsers.put(request.requestId().orElseThrow(), request);
  }

  /**
   * A request of the coordinator itself.
   *
   * @param then called with whether the checkpoint was completed
   */
  TriggerRequest own(Consumer<Boolean> then) {
    String id = "own request " + ++ownRequests;
    own.put(id, then);
    return TriggerRequest.of(CheckpointKind.CHECKPOINT, id);
  }

  /** Whoever waits for a request of the coordinator itself; null if it is none. */
  @Nullable Consumer<Boolean> removeOwn(String id) {
    return own.remove(id);
  }

  boolean isStop(String id) {
    TriggerRequest request = ofUsers.get(id);
    return request != null && request.kind().isTerminal();
  }

  /** The savepoint to stop with is there; but the job has not stopped before all is committed. */
  void stopsWith(String id) {
    stopping = Optional.of(id);
  }

  /** The job has stopped, or it has not after all. */
  void answerStop(boolean stopped) {
    stopping.ifPresent(id -> answer(id, stopped));
    stopping = Optional.empty();
  }

  void answer(String id, boolean completed) {
    ofUsers.remove(id);
    world.observers().answered(id, completed);
  }

  void refuseAll() {
    List.copyOf(ofUsers.keySet()).forEach(id -> answer(id, false));
  }
}
