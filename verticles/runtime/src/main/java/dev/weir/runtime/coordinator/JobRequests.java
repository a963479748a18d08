package dev.weir.runtime.coordinator;

import dev.weir.api.JobID;
import dev.weir.protocol.checkpoint.CheckpointKind;
import dev.weir.protocol.coordinator.RequestResult;
import dev.weir.protocol.pacing.TriggerRequest;
import dev.weir.runtime.accumulators.MergedAccumulators;
import dev.weir.runtime.bus.Addresses;
import dev.weir.runtime.json.AccumulatorsJson;
import dev.weir.runtime.json.JsonMessages;
import dev.weir.runtime.json.JsonValue;
import dev.weir.runtime.storage.SavepointFiles;
import dev.weir.state.spi.CheckpointStorage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes the requests of users from the event bus, and answers them when they are done.
 *
 * <p>A request is JSON with an {@code action}: {@code cancel}; {@code checkpoint}; {@code
 * savepoint} or {@code stop}, both with an optional {@code directory}, {@code stop} also with
 * {@code drain}. The answer to the last three is JSON with the {@code checkpoint} id and the {@code
 * path}; a failure is a failed reply with a message. {@code rescale} has a {@code parallelism}, and
 * is answered when the change is under way. {@code fail}, with an optional {@code message}, makes
 * the attempt fail, for demonstrations. {@code accumulators} is answered with the {@code
 * accumulators} of the job as they are by now ({@link AccumulatorsJson}).
 */
final class JobRequests {

  static final int MALFORMED = JsonMessages.MALFORMED;

  private static final String REQUEST = "request of a user";
  private static final int REFUSED = 409;

  private record Waiting(Message<JsonObject> message, SavepointRequest request) {}

  private final Optional<String> savepointDirectory;
  private final Map<String, Waiting> waiting = new HashMap<>();

  /**
   * @param savepointDirectory where savepoints go that name no place; empty: they stay where
   *     checkpoints are
   */
  JobRequests(Optional<String> savepointDirectory) {
    this.savepointDirectory = savepointDirectory;
  }

  void listen(
      Vertx vertx,
      JobID job,
      Runnable cancel,
      IntFunction<Future<?>> rescale,
      Function<String, Optional<String>> fail,
      Supplier<Future<MergedAccumulators>> accumulated,
      Consumer<SavepointRequest> request) {
    vertx
        .eventBus()
        .<JsonObject>consumer(
            Addresses.commands(job),
            JsonMessages.reading(
                REQUEST,
                message -> {
                  JsonValue asked = JsonValue.of(REQUEST, message.body());
                  switch (asked.get("action").text()) {
                    case "rescale" -> rescale(message, asked, rescale);
                    case "fail" -> fail(message, asked, fail);
                    case "accumulators" -> tell(message, accumulated);
                    default -> receive(message, asked, cancel, request);
                  }
                }));
  }

  private static void tell(
      Message<JsonObject> message, Supplier<Future<MergedAccumulators>> accumulated) {
    accumulated
        .get()
        .onSuccess(
            merged ->
                message.reply(
                    new JsonObject()
                        .put(
                            "accumulators",
                            AccumulatorsJson.encode(merged.encoded(), merged.texts()))))
        .onFailure(e -> message.fail(REFUSED, "no accumulators: " + e));
  }

  private static void rescale(
      Message<JsonObject> message, JsonValue asked, IntFunction<Future<?>> rescale) {
    rescale
        .apply(asked.get("parallelism").smallAtLeast(1))
        .onSuccess(done -> message.reply(new JsonObject()))
        .onFailure(e -> message.fail(REFUSED, e.getMessage()));
  }

  private static void fail(
      Message<JsonObject> message, JsonValue asked, Function<String, Optional<String>> fail) {
    fail.apply(asked.optional("message").map(JsonValue::text).orElse("a failure was asked for"))
        .ifPresentOrElse(
            refusal -> message.fail(REFUSED, refusal), () -> message.reply(new JsonObject()));
  }

  private void receive(
      Message<JsonObject> message,
      JsonValue asked,
      Runnable cancel,
      Consumer<SavepointRequest> onRequest) {
    String action = asked.get("action").text();
    if (action.equals("cancel")) {
      message.reply(new JsonObject());
      cancel.run();
      return;
    }
    CheckpointKind kind =
        kindOf(action, asked.optional("drain").map(JsonValue::flag).orElse(false));
    if (kind == null) {
      message.fail(
          MALFORMED,
          "no such action: '"
              + action
              + "', expected one of accumulators, cancel, checkpoint, rescale, savepoint, stop");
      return;
    }
    String id = UUID.randomUUID().toString();
    Optional<String> directory = asked.optional("directory").map(JsonValue::text);
    SavepointRequest request =
        new SavepointRequest(
            id,
            TriggerRequest.of(kind, id),
            kind == CheckpointKind.CHECKPOINT ? directory : directory.or(() -> savepointDirectory));
    waiting.put(id, new Waiting(message, request));
    onRequest.accept(request);
  }

  private static @Nullable CheckpointKind kindOf(String action, boolean drain) {
    return switch (action) {
      case "checkpoint" -> CheckpointKind.CHECKPOINT;
      case "savepoint" -> CheckpointKind.SAVEPOINT;
      case "stop" -> drain ? CheckpointKind.DRAIN_SAVEPOINT : CheckpointKind.STOP_SAVEPOINT;
      default -> null;
    };
  }

  /** Whether a request that is not answered yet was to stop the job. */
  boolean isStop(String id) {
    Waiting open = waiting.get(id);
    return open != null && open.request().trigger().kind().isTerminal();
  }

  /** Answers; a savepoint that goes elsewhere is copied there first. */
  void answer(String id, RequestResult result, CheckpointStorage storage, WorkerExecutor workers) {
    if (result instanceof RequestResult.Failed failed) {
      fail(id, failed.message());
      return;
    }
    RequestResult.Completed completed = (RequestResult.Completed) result;
    Waiting answered = waiting.remove(id);
    if (answered == null) {
      return;
    }
    Optional<String> target = answered.request().target();
    if (target.isEmpty()) {
      reply(answered, completed, storage.describe() + "/" + completed.directory());
      return;
    }
    workers
        .executeBlocking(
            () -> {
              String path = SavepointFiles.copyOut(storage, completed.directory(), target.get());
              if (!answered.request().trigger().kind().isTerminal()) {
                storage.deleteDirectory(completed.directory());
              }
              return path;
            })
        .onSuccess(path -> reply(answered, completed, path))
        .onFailure(
            e ->
                answered
                    .message()
                    .fail(
                        REFUSED,
                        "the savepoint is in %s/%s, but could not be copied to %s: %s"
                            .formatted(
                                storage.describe(), completed.directory(), target.get(), e)));
  }

  private static void reply(Waiting answered, RequestResult.Completed completed, String path) {
    answered
        .message()
        .reply(new JsonObject().put("checkpoint", completed.checkpointId()).put("path", path));
  }

  void fail(String id, String message) {
    Waiting answered = waiting.remove(id);
    if (answered != null) {
      answered.message().fail(REFUSED, message);
    }
  }

  void failAll(String message) {
    waiting.values().forEach(answered -> answered.message().fail(REFUSED, message));
    waiting.clear();
  }
}
