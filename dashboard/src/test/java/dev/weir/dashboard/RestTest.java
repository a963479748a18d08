package dev.weir.dashboard;

import static dev.weir.dashboard.RunningDashboard.RECORDED_JOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.dashboard.RunningDashboard.Response;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestTest {

  private static final String JOB = "/jobs/" + RECORDED_JOB;
  private static RunningDashboard dashboard;

  @BeforeAll
  static void start() {
    dashboard = new RunningDashboard();
    dashboard.publishRecorded();
  }

  @AfterAll
  static void stop() {
    dashboard.close();
  }

  @Test
  void jobs_are_listed_with_id_and_status() {
    JsonObject job = dashboard.get("/jobs").json().getJsonArray("jobs").getJsonObject(0);
    assertThat(job.getMap()).containsEntry("id", RECORDED_JOB).containsEntry("status", "RUNNING");
  }

  @Test
  void overview_counts_subtasks() {
    JsonObject job = dashboard.get("/jobs/overview").json().getJsonArray("jobs").getJsonObject(0);
    assertThat(job.getMap())
        .containsEntry("jid", RECORDED_JOB)
        .containsEntry("name", "demo")
        .containsEntry("state", "RUNNING")
        .containsKeys("start-time", "end-time", "duration", "last-modification");
    assertThat(job.getJsonObject("tasks").getMap())
        .containsEntry("total", 6)
        .containsEntry("running", 6)
        .containsEntry("finished", 0);
  }

  @Test
  void job_has_vertices_and_a_plan_with_inputs() {
    JsonObject job = dashboard.get(JOB).json();
    assertThat(job.getJsonArray("vertices")).hasSize(4);
    assertThat(job.getJsonArray("vertices").getJsonObject(1).getJsonObject("metrics").getMap())
        .containsKeys("read-records", "write-records");
    JsonObject enrich = job.getJsonObject("plan").getJsonArray("nodes").getJsonObject(1);
    assertThat(enrich.getJsonArray("inputs").getJsonObject(0).getMap())
        .containsEntry("id", "source-payments")
        .containsEntry("ship_strategy", "REBALANCE");
  }

  @Test
  void checkpoints_have_counts_summary_latest_and_history() {
    JsonObject checkpoints = dashboard.get(JOB + "/checkpoints").json();
    assertThat(checkpoints.getJsonObject("counts").getMap())
        .containsKeys("total", "in_progress", "completed", "failed", "restored");
    assertThat(checkpoints.getJsonObject("summary").getJsonObject("end_to_end_duration").getMap())
        .containsKeys("min", "max", "avg", "p50", "p90", "p95", "p99", "p999");
    assertThat(checkpoints.getJsonObject("latest").getMap())
        .containsKeys("completed", "failed", "restored");
    JsonObject newest = checkpoints.getJsonArray("history").getJsonObject(0);
    assertThat(newest.getMap())
        .containsEntry("id", 5)
        .containsEntry("status", "IN_PROGRESS")
        .doesNotContainKey("subtasks")
        .containsKeys("trigger_timestamp", "num_subtasks", "num_acknowledged_subtasks");
  }

  @Test
  void failed_checkpoint_says_why() {
    JsonObject failed = dashboard.get(JOB + "/checkpoints/details/4").json();
    assertThat(failed.getString("status")).isEqualTo("FAILED");
    assertThat(failed.getString("failure_message")).isNotBlank();
  }

  @Test
  void details_sum_up_each_vertex_and_name_who_was_last() {
    JsonObject details = dashboard.get(JOB + "/checkpoints/details/3").json();

    assertThat(details.getJsonObject("slowest_subtask").getLong("ack_timestamp"))
        .isEqualTo(details.getLong("latest_ack_timestamp"));
    assertThat(details.getString("explanation")).contains("took");
    JsonObject score = details.getJsonObject("tasks").getJsonObject("score");
    assertThat(score.getMap())
        .containsEntry("status", "COMPLETED")
        .containsEntry("num_subtasks", 2)
        .containsEntry("num_acknowledged_subtasks", 2);
    assertThat(score.getLong("state_size")).isEqualTo(details.getLong("state_size"));
  }

  @Test
  void subtasks_of_a_vertex_have_their_timings() {
    JsonObject score = dashboard.get(JOB + "/checkpoints/details/3/subtasks/score").json();
    assertThat(score.getJsonArray("subtasks")).hasSize(2);
    assertThat(score.getJsonArray("subtasks").getJsonObject(0).getMap())
        .containsKeys("index", "ack_timestamp", "checkpoint", "alignment", "start_delay");
    assertThat(score.getJsonObject("summary").getJsonObject("checkpoint_duration").getMap())
        .containsKeys("sync", "async");
  }

  @Test
  void checkpoint_config_has_the_names_of_flink() {
    assertThat(dashboard.get(JOB + "/checkpoints/config").json().getMap())
        .containsEntry("mode", "exactly_once")
        .containsEntry("interval", 2000)
        .containsKeys("timeout", "min_pause", "max_concurrent", "externalization");
  }

  @Test
  void exceptions_have_the_whole_cause() {
    JsonObject entry =
        dashboard
            .get(JOB + "/exceptions")
            .json()
            .getJsonObject("exceptionHistory")
            .getJsonArray("entries")
            .getJsonObject(0);
    assertThat(entry.getString("exceptionName")).contains("failed on purpose");
    assertThat(entry.getString("stacktrace")).contains("\tat ");
    assertThat(entry.getString("taskName")).isEqualTo("score[0]");
  }

  @Test
  void health_is_up_while_the_job_runs() {
    assertThat(dashboard.get("/health/live").status()).isEqualTo(200);
    assertThat(dashboard.get("/health/ready").json().getString("status")).isEqualTo("UP");
  }

  @Test
  void page_comes_with_a_strict_policy() {
    Response page = dashboard.get("/");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("<title>Weir</title>");
    assertThat(page.head().getHeader("Content-Security-Policy"))
        .contains("default-src 'none'")
        .doesNotContain("unsafe");
    assertThat(page.head().getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/jobs/00000000000000000000000000000000",
        "/jobs/nonsense/checkpoints",
        JOB + "/checkpoints/details/99",
        JOB + "/checkpoints/details/3/subtasks/nobody",
        JOB + "/savepoints/nobody",
        "/nothing-here"
      })
  void what_is_not_there_is_404_with_a_reason(String path) {
    Response response = dashboard.get(path);
    assertThat(response.status()).isEqualTo(404);
    assertThat(response.error()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../META-INF/services/dev.weir.runtime.job.NodeService",
        "/..%2fMETA-INF%2fservices%2fdev.weir.runtime.job.NodeService",
        "/%2e%2e/recorded-job.json",
        "/..%5c..%5crecorded-job.json",
        "//etc/passwd"
      })
  void nothing_outside_of_the_page_can_be_read(String path) {
    Response response = dashboard.get(path);
    assertThat(response.status()).isIn(400, 404);
    assertThat(response.body()).doesNotContain("DashboardService").doesNotContain("root:");
  }

  @Test
  void checkpoint_id_must_be_a_number() {
    Response response = dashboard.get(JOB + "/checkpoints/details/latest");
    assertThat(response.status()).isEqualTo(400);
    assertThat(response.error()).contains("'latest'");
  }
}
