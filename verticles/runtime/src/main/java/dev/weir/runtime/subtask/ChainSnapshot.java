package dev.weir.runtime.subtask;

import dev.weir.protocol.manifest.OperatorListState;
import dev.weir.protocol.manifest.OperatorSnapshot;
import dev.weir.protocol.manifest.SubtaskSnapshot;
import dev.weir.state.spi.KeyedSnapshot;
import dev.weir.state.spi.PendingSnapshot;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The snapshot of a chain after its synchronous part: lists are encoded, keyed state is captured.
 *
 * @param lists by operator uid
 * @param keyedUid uid of the operator that the keyed state belongs to
 */
record ChainSnapshot(
    Map<String, Lists> lists,
    String keyedUid,
    Optional<PendingSnapshot<KeyedSnapshot>> keyed,
    boolean ended) {

  /** The lists of one operator, by state name. */
  record Lists(Map<String, OperatorListState> byName) {}

  /** The asynchronous part; runs on a snapshot worker. */
  SubtaskSnapshot write() throws IOException {
    Optional<KeyedSnapshot> written =
        keyed.isPresent() ? Optional.of(keyed.get().write()) : Optional.empty();
    Map<String, OperatorSnapshot> operators = new LinkedHashMap<>();
    lists.forEach(
        (uid, state) ->
            operators.put(
                uid,
                new OperatorSnapshot(
                    uid.equals(keyedUid) ? written : Optional.empty(), state.byName())));
    return new SubtaskSnapshot(operators, ended);
  }

  /** In place of {@link #write}. */
  void discard() {
    keyed.ifPresent(PendingSnapshot::discard);
  }
}
