package dev.weir.runtime.coordinator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.JobID;
import dev.weir.faults.fuzz.Fuzz;
import dev.weir.runtime.accumulators.MergedAccumulators;
import dev.weir.runtime.bus.Addresses;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Requests for savepoints, stops and another parallelism that nobody of ours sent. */
final class JobRequestsFuzzTest {

  private static final List<byte[]> SOUND =
      List.of(
          bytes("{'action':'stop','drain':true,'directory':'/backup'}"),
          bytes("{'action':'savepoint','directory':'/backup'}"),
          bytes("{'action':'rescale','parallelism':3}"),
          bytes("{'action':'cancel'}"));

  private static final String NO_JOB = "there is no job for ";

  private final Vertx vertx = Vertx.vertx();
  private final JobID job = JobID.generate();
  private final JobRequests requests = new JobRequests(Optional.empty());

  private static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(UTF_8);
  }

  @BeforeEach
  void listen() {
    requests.listen(
        vertx,
        job,
        () -> {},
        parallelism -> Future.succeededFuture(),
        message -> Optional.empty(),
        () -> Future.succeededFuture(MergedAccumulators.NONE),
        request -> requests.fail(request.id(), NO_JOB + request.trigger().kind()));
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  @Test
  void damaged_requests_are_answered() {
    fuzz(2_000);
  }

  @Tag("long")
  @Test
  void very_many_damaged_requests_are_answered() {
    fuzz(200_000);
  }

  private void fuzz(int inputs) {
    Fuzz fuzz =
        new Fuzz(
            "request of a user",
            this::request,
            SOUND,
            List.of(IllegalArgumentException.class, DecodeException.class),
            "",
            4 << 20,
            1_000,
            Duration.ofSeconds(5));
    System.out.println(fuzz.run(Fuzz.seed(), inputs));
  }

  private void request(byte[] input) throws Exception {
    JsonObject json;
    try {
      json = new JsonObject(Buffer.buffer(input));
    } catch (ClassCastException e) {
      throw new IllegalArgumentException("the request is no object", e);
    }
    try {
      vertx
          .eventBus()
          .request(Addresses.commands(job), json)
          .toCompletionStage()
          .toCompletableFuture()
          .get(20, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof ReplyException reply)
          || reply.failureType() != ReplyFailure.RECIPIENT_FAILURE) {
        throw e;
      }
      if (reply.failureCode() == JobRequests.MALFORMED) {
        throw new IllegalArgumentException(reply.getMessage(), e);
      }
      assertThat(reply.getMessage()).startsWith(NO_JOB);
    }
  }
}
