package dev.weir.runtime.storage;

import dev.weir.protocol.ErrorDomain;
import dev.weir.protocol.FailureCause;
import dev.weir.protocol.RetryHint;
import dev.weir.protocol.checkpoint.CheckpointKind;
import dev.weir.protocol.log.LogEntry;
import dev.weir.protocol.log.LogEntry.CheckpointCompleted;
import dev.weir.protocol.log.LogEntry.JobEnded;
import dev.weir.protocol.log.LogEntry.LeaderElected;
import dev.weir.protocol.log.LogEntry.RunStarted;
import dev.weir.protocol.log.LogEntry.SavepointCompleted;
import dev.weir.protocol.log.LogRecord;
import dev.weir.state.spi.CorruptStateException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

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
    try {
      return new LogRecord(
          json.getLong("number"),
          json.getLong("term"),
          json.getString("node"),
          json.getInteger("writing"),
          json.getString("follows"),
          entry(json));
    } catch (NullPointerException | ClassCastException | IllegalArgumentException e) {
      throw new CorruptStateException(path + " is not a whole log entry: " + e.getMessage(), e);
    }
  }

  private static LogEntry entry(JsonObject json) {
    String type = json.getString("entry");
    return switch (type) {
      case "run-started" ->
          new RunStarted(
              json.getString("job"),
              json.getLong("run"),
              json.getLong("timestamp"),
              Optional.ofNullable(json.getString("restoredFrom")));
      case "leader-elected" -> new LeaderElected(json.getLong("timestamp"));
      case "checkpoint-completed" ->
          new CheckpointCompleted(
              json.getLong("checkpoint"),
              CheckpointKind.valueOf(json.getString("kind")),
              json.getLong("timestamp"),
              json.getString("manifest"),
              json.getInteger("numRetained"));
      case "savepoint-completed" ->
          new SavepointCompleted(
              json.getLong("checkpoint"),
              CheckpointKind.valueOf(json.getString("kind")),
              json.getLong("timestamp"),
              json.getString("manifest"));
      case "job-ended" ->
          new JobEnded(
              LogEntry.JobEnd.valueOf(json.getString("end")),
              json.getLong("timestamp"),
              json.getBoolean("checkpointsKept"),
              Optional.ofNullable(json.getJsonObject("cause")).map(LogRecordJson::cause));
      default -> throw new IllegalArgumentException("no such entry: '" + type + "'");
    };
  }

  private static FailureCause cause(JsonObject json) {
    return new FailureCause(
        ErrorDomain.valueOf(json.getString("domain")),
        RetryHint.valueOf(json.getString("retry")),
        json.getString("message"),
        json.getString("detail"));
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
      entry
          .cause()
          .ifPresent(
              cause ->
                  json.put(
                      "cause",
                      new JsonObject()
                          .put("domain", cause.domain().name())
                          .put("retry", cause.retry().name())
                          .put("message", cause.message())
                          .put("detail", cause.detail())));
      return json;
    }
  }
}
