package dev.weir.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.faults.fuzz.Fuzz;
import dev.weir.runtime.json.MalformedJsonException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Views of jobs that no coordinator of ours published. */
final class ViewFuzzTest {

  private static final JsonObject SOUND =
      new JsonObject()
          .put("jid", RunningDashboard.RECORDED_JOB)
          .put("epoch", "e")
          .put("seq", 1)
          .put(
              "parts",
              new JsonArray()
                  .add(
                      new JsonObject()
                          .put("part", "job")
                          .put("data", new JsonObject().put("name", "n").put("state", "RUNNING")))
                  .add(
                      new JsonObject()
                          .put("part", "checkpoint")
                          .put("key", "1")
                          .put("data", new JsonObject().put("id", 1)))
                  .add(new JsonObject().put("part", "rates")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | jid is missing, expected a text that is not empty",
        "{'jid':'x','epoch':'e','seq':'1'} | seq is '1', expected a whole number",
        "{'jid':'x','epoch':'e','seq':1,'parts':{}} | parts is an object, expected a list",
        "{'jid':'x','epoch':'e','seq':1,'parts':[{'part':'rates','data':7}]}"
            + " | parts[0].data is 7, expected an object"
      })
  void field_of_another_type_is_refused_by_its_name(String view, String error) {
    assertThatExceptionOfType(MalformedJsonException.class)
        .isThrownBy(() -> Views.requireSound(new JsonObject(view.replace('\'', '"'))))
        .withMessage("view of a job: " + error);
  }

  @Test
  void damaged_views_are_taken_in_or_refused() {
    fuzzAll(2_500);
  }

  @Tag("long")
  @Test
  void very_many_damaged_views_are_taken_in_or_refused() {
    fuzzAll(250_000);
  }

  /** As bytes it takes what the parser's table of names takes, which the whole JVM shares. */
  private static void fuzzAll(int inputs) {
    fuzz("view of a job", input -> new JsonObject(Buffer.buffer(input)), 64 << 20, inputs);
    fuzz(
        "view of a job as text",
        input -> new JsonObject(new String(input, UTF_8)),
        1 << 20,
        inputs);
  }

  private static void fuzz(
      String name, Function<byte[], JsonObject> decode, long memory, int inputs) {
    Fuzz fuzz =
        new Fuzz(
            name,
            input -> takeIn(input, decode),
            List.of(SOUND.encode().getBytes(UTF_8)),
            List.of(MalformedJsonException.class, DecodeException.class),
            "",
            memory,
            1_000,
            Duration.ofSeconds(5));
    System.out.println(fuzz.run(Fuzz.seed(), inputs));
  }

  private static void takeIn(byte[] input, Function<byte[], JsonObject> decode) {
    JsonObject view;
    try {
      view = decode.apply(input);
    } catch (ClassCastException e) {
      throw new DecodeException("it is no object", e);
    }
    Views.requireSound(view);
    Jobs jobs = new Jobs();
    if (!jobs.receive(view)) {
      jobs.snapshot(view);
    }
    for (Job job : jobs.all()) {
      if (job.isOver() && job.state().equals("RUNNING")) {
        throw new IllegalStateException(job.name() + " runs and is over");
      }
    }
  }
}
