package dev.weir.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class CheckpointsTest {

  @Test
  void nobody_is_slowest_while_somebody_has_not_acknowledged() {
    JsonObject checkpoint = recorded().put("status", "IN_PROGRESS");
    JsonArray subtasks = checkpoint.getJsonArray("subtasks");
    JsonObject late = subtasks.getJsonObject(subtasks.size() - 1);
    assertThat(Checkpoints.byVertex(checkpoint).containsKey("slowest_subtask")).isTrue();

    late.remove("ack_timestamp");

    JsonObject summarized = Checkpoints.byVertex(checkpoint);
    assertThat(summarized.containsKey("slowest_subtask")).isFalse();
    JsonObject vertex = summarized.getJsonObject("tasks").getJsonObject(late.getString("vertex"));
    assertThat(vertex.getMap())
        .containsEntry("status", "IN_PROGRESS")
        .containsEntry("num_acknowledged_subtasks", vertex.getInteger("num_subtasks") - 1);
  }

  @Test
  void quantiles_are_values_that_occurred() {
    List<JsonObject> values =
        DoubleStream.of(40, 10, 30, 20).mapToObj(v -> new JsonObject().put("v", v)).toList();
    JsonObject spread = Spread.of(values, one -> one.getDouble("v"));
    assertThat(spread.getMap())
        .containsEntry("min", 10.0)
        .containsEntry("p50", 20.0)
        .containsEntry("p90", 40.0)
        .containsEntry("max", 40.0)
        .containsEntry("avg", 25.0);
  }

  private static JsonObject recorded() {
    return RunningDashboard.recordedView()
        .getJsonObject("checkpoints")
        .getJsonArray("history")
        .getJsonObject(2);
  }
}
