package dev.weir.dashboard;

import static dev.weir.dashboard.RunningDashboard.RECORDED_JOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each path that is Flink's, with the fields that Flink answers there: those that are here as well,
 * and those that are known to be missing, so that neither list becomes untrue unnoticed.
 */
class FlinkFieldsTest {

  private static final String SPREAD = "min max avg p50 p90 p95 p99 p999";

  private static final String STATES =
      "CREATED SCHEDULED DEPLOYING INITIALIZING RUNNING FINISHED CANCELING CANCELED FAILED RECONCILING";

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

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "/overview | - | taskmanagers slots-total slots-available jobs-running jobs-finished jobs-cancelled jobs-failed | flink-version flink-commit",
        "/config | - | refresh-interval timezone-name timezone-offset features | flink-version flink-revision",
        "/config | features | web-submit web-cancel web-rescale web-history | -",
        "/jobs | jobs.0 | id status | -",
        "/jobs/overview | jobs.0 | jid name start-time end-time duration state last-modification tasks | -",
        "/jobs/overview | jobs.0.tasks | total running finished | created scheduled deploying canceling canceled failed reconciling initializing",
        "JOB | - | jid name isStoppable state start-time end-time duration now maxParallelism vertices plan | job-type timestamps status-counts",
        "JOB | vertices.0 | id name maxParallelism parallelism status tasks metrics | start-time end-time duration",
        "JOB | vertices.0.metrics | read-records write-records | read-bytes write-bytes accumulated-backpressured-time accumulated-idle-time accumulated-busy-time",
        "JOB/plan | plan | jid name type nodes | -",
        "JOB/plan | plan.nodes.0 | id parallelism description | operator operator_strategy optimizer_properties",
        "JOB/plan | plan.nodes.1.inputs.0 | num id ship_strategy | exchange",
        "JOB/config | - | jid name execution-config | -",
        "JOB/config | execution-config | job-parallelism object-reuse-mode user-config | restart-strategy",
        "JOB/exceptions | exceptionHistory | entries truncated | -",
        "JOB/exceptions | exceptionHistory.entries.0 | exceptionName stacktrace timestamp taskName | endpoint taskManagerId failureLabels concurrentExceptions",
        "JOB/checkpoints | - | counts summary latest history | -",
        "JOB/checkpoints | counts | total in_progress completed failed restored | -",
        "JOB/checkpoints | summary | checkpointed_size state_size end_to_end_duration alignment_buffered processed_data persisted_data | -",
        "JOB/checkpoints | summary.state_size | SPREAD | -",
        "JOB/checkpoints | summary.checkpointed_size | SPREAD | -",
        "JOB/checkpoints | summary.end_to_end_duration | SPREAD | -",
        "JOB/checkpoints | latest | completed failed restored | -",
        "JOB/checkpoints | latest.restored | id restore_timestamp is_savepoint external_path | -",
        "JOB/checkpoints | latest.completed | id status is_savepoint trigger_timestamp latest_ack_timestamp checkpointed_size state_size end_to_end_duration alignment_buffered processed_data persisted_data num_subtasks num_acknowledged_subtasks checkpoint_type tasks external_path | savepointFormat discarded",
        "JOB/checkpoints | latest.failed | id status trigger_timestamp failure_timestamp failure_message | -",
        "JOB/checkpoints/config | - | mode interval timeout min_pause max_concurrent externalization state_backend checkpoint_storage unaligned_checkpoints tolerable_failed_checkpoints aligned_checkpoint_timeout checkpoints_after_tasks_finish state_changelog_enabled | changelog_storage changelog_periodic_materialization_interval",
        "JOB/checkpoints/config | externalization | enabled delete_on_cancellation | -",
        "JOB/checkpoints/details/3 | - | id status is_savepoint trigger_timestamp latest_ack_timestamp checkpointed_size state_size end_to_end_duration alignment_buffered processed_data persisted_data num_subtasks num_acknowledged_subtasks checkpoint_type tasks external_path | savepointFormat discarded",
        "JOB/checkpoints/details/3 | tasks.score | id status latest_ack_timestamp checkpointed_size state_size end_to_end_duration num_subtasks num_acknowledged_subtasks alignment_buffered processed_data persisted_data | -",
        "JOB/checkpoints/details/3/subtasks/score | - | id status latest_ack_timestamp checkpointed_size state_size end_to_end_duration num_subtasks num_acknowledged_subtasks summary subtasks alignment_buffered processed_data persisted_data | -",
        "JOB/checkpoints/details/3/subtasks/score | summary | checkpointed_size state_size end_to_end_duration checkpoint_duration alignment start_delay | -",
        "JOB/checkpoints/details/3/subtasks/score | summary.checkpoint_duration | sync async | -",
        "JOB/checkpoints/details/3/subtasks/score | subtasks.0 | index status ack_timestamp end_to_end_duration checkpointed_size state_size checkpoint alignment start_delay unaligned_checkpoint aborted | -",
        "JOB/checkpoints/details/3/subtasks/score | subtasks.0.checkpoint | sync async | -",
        "JOB/checkpoints/details/3/subtasks/score | subtasks.0.alignment | buffered processed persisted duration | -",
        "JOB/vertices/score | - | id name parallelism maxParallelism now subtasks | aggregated",
        "JOB/vertices/score | subtasks.0 | subtask status attempt host taskmanager-id metrics | start-time end-time duration status-duration endpoint",
        "JOB/vertices/score/backpressure | - | status backpressure-level end-timestamp subtasks | -",
        "JOB/vertices/score/backpressure | subtasks.0 | subtask backpressure-level ratio idleRatio busyRatio | attempt-number",
        "JOB/vertices/score/subtasktimes | - | id name now subtasks | -",
        "JOB/vertices/score/subtasktimes | subtasks.0 | subtask host duration timestamps | endpoint",
        "JOB/vertices/score/subtasktimes | subtasks.0.timestamps | STATES | -",
        "JOB/vertices/score/taskmanagers | - | id name now taskmanagers | -",
        "JOB/vertices/score/taskmanagers | taskmanagers.0 | host status start-time end-time duration metrics status-counts taskmanager-id | endpoint aggregated",
        "JOB/vertices/score/taskmanagers | taskmanagers.0.metrics | read-records write-records | read-bytes write-bytes accumulated-backpressured-time accumulated-idle-time accumulated-busy-time",
        "JOB/vertices/score/taskmanagers | taskmanagers.0.status-counts | STATES | -",
        "JOB/vertices/score/watermarks | 0 | id value | -",
        "JOB/vertices/score/subtasks/metrics?get=numRecordsIn | 0 | id min max avg sum | skew",
        "JOB/vertices/score/metrics?get=0.numRecordsIn | 0 | id value | -",
        "JOB/metrics?get=numRestarts | 0 | id value | -",
        "/taskmanagers | taskmanagers.0 | id path slotsNumber freeSlots hardware | dataPort jmxPort timeSinceLastHeartbeat totalResource freeResource memoryConfiguration",
        "/taskmanagers | taskmanagers.0.hardware | cpuCores physicalMemory freeMemory | managedMemory"
      })
  void fields_are_those_of_flink(String path, String within, String fields, String missing) {
    Set<String> there = fieldsOf(found(json(path.replace("JOB", "/jobs/" + RECORDED_JOB)), within));
    assertThat(there)
        .containsAll(words(fields.replace("SPREAD", SPREAD).replace("STATES", STATES)));
    if (missing != null) {
      assertThat(there).as("said to be missing").doesNotContainAnyElementsOf(words(missing));
    }
  }

  private static Object json(String path) {
    String body = dashboard.get(path).body();
    return body.startsWith("[") ? new JsonArray(body) : new JsonObject(body);
  }

  private static List<String> words(String text) {
    return Arrays.asList(text.split(" ", -1));
  }

  private static Object found(Object in, String within) {
    Object at = in;
    for (String step :
        within == null ? List.<String>of() : new ArrayList<>(List.of(within.split("\\.", -1)))) {
      at =
          at instanceof JsonArray array
              ? array.getValue(Integer.parseInt(step))
              : ((JsonObject) at).getValue(step);
      assertThat(at).as("%s of %s", step, within).isNotNull();
    }
    return at;
  }

  private static Set<String> fieldsOf(Object json) {
    return new TreeSet<>(((JsonObject) json).fieldNames());
  }
}
