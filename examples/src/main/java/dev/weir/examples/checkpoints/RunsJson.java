package dev.weir.examples.checkpoints;

import dev.weir.protocol.manifest.OperatorSnapshots;
import dev.weir.state.spi.KeyedSnapshot;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** For programs. Times are in milliseconds, sizes in bytes. */
final class RunsJson {

  private RunsJson() {}

  static JsonObject list(List<Run> runs) {
    JsonArray array = new JsonArray();
    runs.forEach(run -> array.add(run(run)));
    return new JsonObject().put("runs", array);
  }

  private static JsonObject run(Run run) {
    JsonArray checkpoints = new JsonArray();
    run.checkpoints().forEach(checkpoint -> checkpoints.add(checkpoint(checkpoint)));
    return new JsonObject()
        .put("job", run.job())
        .put("run", run.number())
        .put("directory", run.directory())
        .put("state", run.state())
        .put("term", run.history().term())
        .put("checkpoints", checkpoints)
        .put("damaged", damages(run.damages()));
  }

  private static JsonObject checkpoint(StoredCheckpoint checkpoint) {
    return new JsonObject()
        .put("id", checkpoint.manifest().checkpointId())
        .put("kind", checkpoint.manifest().kind().name())
        .put("timestamp", checkpoint.manifest().timestamp())
        .put("manifest", checkpoint.path())
        .put("files", checkpoint.files().size())
        .put("bytes", checkpoint.bytes())
        .put("newBytes", checkpoint.newBytes());
  }

  static JsonObject show(StoredCheckpoint checkpoint) {
    JsonArray operators = new JsonArray();
    checkpoint.manifest().operators().forEach(operator -> operators.add(operator(operator)));
    return checkpoint(checkpoint)
        .put("job", checkpoint.manifest().job())
        .put("operators", operators);
  }

  private static JsonObject operator(OperatorSnapshots operator) {
    JsonArray subtasks = new JsonArray();
    for (OperatorSnapshots.Subtask subtask : operator.subtasks()) {
      Optional<KeyedSnapshot> keyed = subtask.state().keyed();
      JsonObject lists = new JsonObject();
      subtask.state().listState().forEach((name, list) -> lists.put(name, list.elements().size()));
      subtasks.add(
          new JsonObject()
              .put("ended", subtask.ended())
              .put("keyedBytes", keyed.map(KeyedSnapshot::fullBytes).orElse(0L))
              .put("newBytes", keyed.map(KeyedSnapshot::newBytes).orElse(0L))
              .put("elements", lists));
    }
    return new JsonObject()
        .put("uid", operator.uid())
        .put("name", operator.name())
        .put("parallelism", operator.parallelism())
        .put("maxParallelism", operator.maxParallelism())
        .put("subtasks", subtasks);
  }

  static JsonObject verification(Verification verification) {
    return new JsonObject()
        .put("runs", verification.runs())
        .put("logEntries", verification.logEntries())
        .put("manifests", verification.manifests())
        .put("files", verification.files())
        .put("bytes", verification.bytes())
        .put("damaged", damages(verification.damages()));
  }

  private static JsonArray damages(List<Damage> damages) {
    JsonArray array = new JsonArray();
    damages.forEach(
        damage ->
            array.add(new JsonObject().put("file", damage.file()).put("what", damage.what())));
    return array;
  }
}
