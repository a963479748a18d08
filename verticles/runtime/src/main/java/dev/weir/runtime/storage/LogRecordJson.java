package dev.weir.runtime.storage;

import dev.weir.protocol.EncodedAccumulators;
import dev.weir.protocol.checkpoint.CheckpointKind;
import dev.weir.protocol.log.LogEntry;
import dev.weir.protocol.log.LogEntry.CheckpointCompleted;
import dev.weir.protocol.log.LogEntry.JobEnded;
import dev.weir.protocol.log.LogEntry.LeaderElected;
import dev.weir.protocol.log.LogEntry.RunStarted;
import dev.weir.protocol.log.LogEntry.SavepointCompleted;
import dev.weir.protocol.log.LogRecord;
import dev.weir.runtime.json.AccumulatorsJson;
import dev.weir.runtime.json.CauseJson;
import dev.weir.runtime.json.JsonValue;
import dev.weir.state.spi.CorruptStateException;
import io.vertx.core.json.JsonObject;

/** Entries of the checkpoint log as they lie in storage; {@code docs/checkpoint.md} shows some. */
public final class LogRecordJson {

  private static final int VERSION = 1;

  private LogRecordJson() {}

  public static byte[] encode(LogRecord record) {
    return ChecksummedJson.encode(
        new JsonObject()
            .put("format", "weir-log")
            .put("version", VERSION)
            .put("number", record.number())
            .put("term", record.term())
            .put("node", record.node())
            .put("writing", record.writing())
            .put("follows", record.follows())
            .mergeIn(record.entry().accept(new Encoder())));
  }

  /**
   * @param path where the bytes came from, for messages
   * @throws CorruptStateException if they are not an entry of a log
   */
  public static LogRecord decode(String path, byte[] bytes) {
    JsonObject json = ChecksummedJson.decode(path, bytes);
    if (!"weir-log".equals(json.getValue("format"))
        || !Integer.valueOf(VERSION).equals(json.getValue("version"))) {
      throw new CorruptStateException(
          "%s is not a log entry of version %d: found format %s, version %s"
              .formatted(path, VERSION, json.getValue("format"), json.getValue("version")));
    }
    JsonValue fields = JsonValue.of("", json);
    try {
      return new LogRecord(
          fields.get("number").number(),
          fields.get("term").number(),
          fields.get("node").text(),
          fields.get("writing").smallAtLeast(0),
          fields.get("follows").text(),
          entry(fields));
    } catch (IllegalArgumentException e) {
      throw new CorruptStateException(path + " is not a whole log entry: " + e.getMessage(), e);
    }
  }

  private static LogEntry entry(JsonValue json) {
    String type = json.get("entry").text();
    return switch (type) {
      case "run-started" ->
          new RunStarted(
              json.get("job").text(),
              json.get("run").number(),
              json.get("timestamp").number(),
              json.optional("restoredFrom").map(JsonValue::text));
      case "leader-elected" -> new LeaderElected(json.get("timestamp").number());
      case "checkpoint-completed" ->
          new CheckpointCompleted(
              json.get("checkpoint").number(),
              json.get("kind").oneOf(CheckpointKind.class),
              json.get("timestamp").number(),
              json.get("manifest").text(),
              json.get("numRetained").smallAtLeast(1));
      case "savepoint-completed" ->
          new SavepointCompleted(
              json.get("checkpoint").number(),
              json.get("kind").oneOf(CheckpointKind.class),
              json.get("timestamp").number(),
              json.get("manifest").text());
      case "job-ended" ->
          new JobEnded(
              json.get("end").oneOf(LogEntry.JobEnd.class),
              json.get("timestamp").number(),
              json.get("checkpointsKept").flag(),
              json.optional("cause").map(CauseJson::decode),
              json.optional("accumulators")
                  .map(AccumulatorsJson::decode)
                  .orElse(EncodedAccumulators.NONE));
      default -> throw new IllegalArgumentException("no such entry: '" + type + "'");
    };
  }

  private static final class Encoder implements LogEntry.Visitor<JsonObject> {

    @Override
    public JsonObject runStarted(RunStarted entry) {
      JsonObject json =
          new JsonObject()
              .put("entry", "run-started")
              .put("job", entry.job())
              .put("run", entry.run())
              .put("timestamp", entry.timestamp());
      entry.restoredFrom().ifPresent(path -> json.put("restoredFrom", path));
      return json;
    }

    @Override
    public JsonObject leaderElected(LeaderElected entry) {
      return new JsonObject().put("entry", "leader-elected").put("timestamp", entry.timestamp());
    }

    @Override
    public JsonObject checkpointCompleted(CheckpointCompleted entry) {
      return new JsonObject()
          .put("entry", "checkpoint-completed")
          .put("checkpoint", entry.checkpointId())
          .put("kind", entry.kind().name())
          .put("timestamp", entry.timestamp())
          .put("manifest", entry.manifest())
          .put("numRetained", entry.numRetained());
    }

    @Override
    public JsonObject savepointCompleted(SavepointCompleted entry) {
      return new JsonObject()
          .put("entry", "savepoint-completed")
          .put("checkpoint", entry.checkpointId())
          .put("kind", entry.kind().name())
          .put("timestamp", entry.timestamp())
          .put("manifest", entry.manifest());
    }

    @Override
    public JsonObject jobEnded(JobEnded entry) {
      JsonObject json =
          new JsonObject()
              .put("entry", "job-ended")
              .put("end", entry.end().name())
              .put("timestamp", entry.timestamp())
              .put("checkpointsKept", entry.checkpointsKept());
      entry.cause().ifPresent(cause -> json.put("cause", CauseJson.encode(cause)));
      if (!entry.accumulated().isEmpty()) {
        json.put("accumulators", AccumulatorsJson.encode(entry.accumulated()));
      }
      return json;
    }
  }
}
