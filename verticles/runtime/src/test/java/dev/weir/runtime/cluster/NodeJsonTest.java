package dev.weir.runtime.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.faults.fuzz.Fuzz;
import dev.weir.protocol.EncodedAccumulators;
import dev.weir.protocol.FailureCause;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.job.AttemptFailure;
import dev.weir.protocol.job.JobStatus;
import dev.weir.protocol.placement.Placement;
import dev.weir.runtime.coordinator.JobOutcome;
import dev.weir.runtime.json.CauseJson;
import dev.weir.runtime.json.JsonValue;
import dev.weir.runtime.json.MalformedJsonException;
import dev.weir.runtime.subtask.SubtaskMetrics;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the nodes of a cluster tell each other in JSON, as other nodes would not have written it.
 */
final class NodeJsonTest {

  private static final SubtaskId SUBTASK = new SubtaskId("count", 1);
  private static final Fingerprint NOBODY = new Fingerprint(new JsonObject());
  private static final FailureCause CAUSE = FailureCause.user("a pebble").withDetail("a stack");

  /**
   * A reader of messages.
   *
   * @param sound a message with all fields
   */
  record Message(String name, JsonObject sound, Consumer<JsonObject> reader) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static JsonObject sent(JsonObject json) {
    return new JsonObject(json.toBuffer());
  }

  static List<Message> messages() {
    AttemptOrder order =
        new AttemptOrder(
            3,
            200_001,
            2,
            "node-a",
            Optional.of("job/run-000002/chk-7-t2/manifest"),
            2,
            new Placement(Map.of(SUBTASK, "node-a", new SubtaskId("sink", 0), "node-b")));
    Heartbeat heartbeat =
        new Heartbeat(
            "node-a",
            4,
            new JsonObject().put("host", "a").put("cpu", 0.5),
            Map.of(SUBTASK, new SubtaskMetrics.Snapshot(1, 2, 3, 4, 5, Long.MIN_VALUE, 6)));
    JobOutcome outcome =
        new JobOutcome(
            JobStatus.FAILED,
            null,
            Optional.of(new AttemptFailure(4, 1_000, Optional.empty(), CAUSE)),
            EncodedAccumulators.NONE);
    return List.of(
        new Message("order of an attempt", order.toJson(), AttemptOrder::fromJson),
        new Message("heartbeat", heartbeat.toJson(), Heartbeat::fromJson),
        new Message("outcome of a job", OutcomeJson.encode(outcome), OutcomeJson::decode),
        new Message(
            "news of a coordinator",
            new CoordinatorNews("node-a", 2, 3).toJson(),
            CoordinatorNews::fromJson),
        new Message(
            "fingerprint of a node",
            new JsonObject().put("job name", "words").put("operator count", "'count', Keyed"),
            json -> NOBODY.differences(Fingerprint.fromJson(json))),
        new Message(
            "cause of a failure",
            CauseJson.encode(CAUSE),
            json -> CauseJson.decode(JsonValue.of("cause of a failure", json))));
  }

  @Test
  void what_was_written_is_read_again() {
    for (Message message : messages()) {
      message.reader().accept(sent(message.sound()));
    }
    Heartbeat heartbeat = Heartbeat.fromJson(sent(messages().get(1).sound()));
    assertThat(heartbeat.toJson()).isEqualTo(messages().get(1).sound());
    AttemptOrder order = AttemptOrder.fromJson(sent(messages().get(0).sound()));
    assertThat(order.toJson()).isEqualTo(messages().get(0).sound());
    assertThat(OutcomeJson.decode(sent(messages().get(2).sound())).failure())
        .get()
        .extracting(AttemptFailure::cause)
        .isEqualTo(CAUSE);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void each_field_of_another_type_is_refused_by_its_name(Message message) {
    for (String field : message.sound().fieldNames()) {
      for (Object wrong : wrongInPlaceOf(message.sound().getValue(field))) {
        JsonObject damaged = sent(message.sound()).put(field, wrong);
        assertThatExceptionOfType(MalformedJsonException.class)
            .as("%s with %s: %s", message, field, wrong)
            .isThrownBy(() -> message.reader().accept(damaged))
            .withMessageStartingWith(message.name() + ": " + field)
            .withMessageContaining("expected");
      }
    }
  }

  /** One value of each type but that of a sound one. */
  private static List<Object> wrongInPlaceOf(Object sound) {
    List<Object> wrong = new ArrayList<>();
    Stream.of("7", 0.5, true, new JsonObject().put("a", 1), new JsonArray().add(1))
        .filter(value -> value.getClass() != sound.getClass())
        .forEach(wrong::add);
    return wrong;
  }

  @Test
  void errors_say_where_what_was_found_and_what_was_expected() {
    assertThatExceptionOfType(MalformedJsonException.class)
        .isThrownBy(() -> AttemptOrder.fromJson(new JsonObject()))
        .withMessage("order of an attempt: term is missing, expected a whole number, at least 1");
    JsonObject order = sent(messages().get(0).sound());
    order.getJsonObject("placement").put("node-a", new JsonArray().add(new JsonArray().add("a")));
    assertThatExceptionOfType(MalformedJsonException.class)
        .isThrownBy(() -> AttemptOrder.fromJson(order))
        .withMessage("order of an attempt: placement.node-a[0] has 1 elements, expected 2");
    order
        .getJsonObject("placement")
        .put("node-a", new JsonArray().add(new JsonArray().add("sink").add("0")));
    assertThatExceptionOfType(MalformedJsonException.class)
        .isThrownBy(() -> AttemptOrder.fromJson(order))
        .withMessage(
            "order of an attempt: placement.node-a[0][1] is '0', expected a whole number from 0 to"
                + " 2147483647");
  }

  @Test
  void subtask_that_is_placed_twice_is_refused() {
    JsonObject order = sent(messages().get(0).sound());
    order
        .getJsonObject("placement")
        .put("node-c", new JsonArray().add(new JsonArray().add("sink").add(0)));
    assertThatExceptionOfType(MalformedJsonException.class)
        .isThrownBy(() -> AttemptOrder.fromJson(order))
        .withMessageContaining("sink[0]");
  }

  @Test
  void job_that_goes_on_has_no_outcome() {
    assertThatExceptionOfType(MalformedJsonException.class)
        .isThrownBy(() -> OutcomeJson.decode(new JsonObject().put("status", "RUNNING")))
        .withMessageContaining("status is 'RUNNING'");
  }

  @Test
  void answer_to_a_deployment_that_nobody_understands_is_told_of() {
    assertThat(ClusterDeployment.cause("node-b", "{\"cause\":{\"domain\":7}}").message())
        .contains("node-b", "cause.domain is 7");
    assertThat(ClusterDeployment.cause("node-b", "not JSON").message()).contains("node-b");
  }

  @Test
  void damaged_messages_are_read_or_refused() {
    fuzz(5_000);
  }

  @Tag("long")
  @Test
  void very_many_damaged_messages_are_read_or_refused() {
    fuzz(100_000);
  }

  /**
   * The readers are held to little memory where the JSON comes as a text. In bytes it is decoded by
   * another parser of Jackson, which keeps a table of up to 6,000 names of fields for the whole
   * JVM: whatever names come, they all stay there for a while, and a long name that is new has the
   * table copied.
   */
  private static void fuzz(int inputs) {
    for (Message message : messages()) {
      List<byte[]> sound = List.of(message.sound().encode().getBytes(UTF_8));
      Fuzz.Reader ofBytes = input -> read(message, () -> new JsonObject(Buffer.buffer(input)));
      Fuzz.Reader ofText = input -> read(message, () -> new JsonObject(new String(input, UTF_8)));
      System.out.println(
          fuzz(message.name(), ofBytes, sound).allocating(64 << 20, 0).run(Fuzz.seed(), inputs));
      System.out.println(fuzz(message.name() + " as text", ofText, sound).run(Fuzz.seed(), inputs));
    }
  }

  private static Fuzz fuzz(String name, Fuzz.Reader reader, List<byte[]> sound) {
    return new Fuzz(
        name,
        reader,
        sound,
        List.of(MalformedJsonException.class, DecodeException.class),
        "",
        1 << 20,
        400,
        Duration.ofSeconds(5));
  }

  private static void read(Message message, Supplier<JsonObject> decoding) {
    JsonObject json;
    try {
      json = decoding.get();
    } catch (ClassCastException e) {
      throw new DecodeException("it is no object", e);
    }
    message.reader().accept(json);
  }
}
