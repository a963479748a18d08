package dev.weir.api;

import static dev.weir.api.Graphs.environment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weir.config.CheckpointRetention;
import dev.weir.config.CheckpointingMode;
import dev.weir.config.RestartStrategy;
import dev.weir.config.WeirOptions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a program sets arrives in the options of the graph. */
class EnvironmentOptionsTest {

  private final StreamExecutionEnvironment env = environment();

  private WeirOptions options() {
    return WeirOptions.of(env.getConfiguration());
  }

  @Test
  void checkpoint_settings_arrive() {
    assertThat(env.getCheckpointConfig().isCheckpointingEnabled()).isFalse();
    env.enableCheckpointing(60_000, CheckpointingMode.AT_LEAST_ONCE);
    CheckpointConfig config = env.getCheckpointConfig();
    config.setCheckpointTimeout(600_000);
    config.setMinPauseBetweenCheckpoints(5000);
    config.setMaxConcurrentCheckpoints(2);
    config.setTolerableCheckpointFailureNumber(3);
    config.setExternalizedCheckpointRetention(
        ExternalizedCheckpointRetention.DELETE_ON_CANCELLATION);
    config.setCheckpointStorage("file:///somewhere");
    env.setDefaultSavepointDirectory("savepoints");

    assertThat(config.isCheckpointingEnabled()).isTrue();
    assertThat(config.getCheckpointingMode()).isEqualTo(CheckpointingMode.AT_LEAST_ONCE);
    assertThat(options().checkpointing().interval()).contains(Duration.ofMinutes(1));
    assertThat(options().checkpointing().timeout()).isEqualTo(Duration.ofMinutes(10));
    assertThat(options().checkpointing().minPause()).isEqualTo(Duration.ofSeconds(5));
    assertThat(options().checkpointing().maxConcurrent()).isEqualTo(2);
    assertThat(options().checkpointing().tolerableFailures()).isEqualTo(3);
    assertThat(options().checkpointing().retention())
        .isEqualTo(CheckpointRetention.DELETE_ON_CANCELLATION);
    assertThat(options().checkpointing().dir()).isEqualTo("file:///somewhere");
    assertThat(options().checkpointing().savepointDir()).contains("savepoints");
  }

  @Test
  void what_was_set_can_be_asked_for() {
    CheckpointConfig config = env.getCheckpointConfig();
    assertThat(env.getCheckpointInterval()).as("no checkpoints").isEqualTo(-1);
    assertThat(env.getMaxParallelism()).as("not set").isEqualTo(-1);

    env.setMaxParallelism(77).enableCheckpointing(60_000, CheckpointingMode.AT_LEAST_ONCE);
    config.setCheckpointTimeout(600_000);
    config.setMinPauseBetweenCheckpoints(5000);
    config.setMaxConcurrentCheckpoints(2);
    config.setTolerableCheckpointFailureNumber(3);

    assertThat(env.getMaxParallelism()).isEqualTo(77);
    assertThat(env.getCheckpointInterval()).isEqualTo(60_000);
    assertThat(env.getCheckpointingMode()).isEqualTo(CheckpointingMode.AT_LEAST_ONCE);
    assertThat(env.getCheckpointingConsistencyMode()).isEqualTo(CheckpointingMode.AT_LEAST_ONCE);
    assertThat(config.getCheckpointInterval()).isEqualTo(60_000);
    assertThat(config.getCheckpointingConsistencyMode()).isEqualTo(CheckpointingMode.AT_LEAST_ONCE);
    assertThat(config.getCheckpointTimeout()).isEqualTo(600_000);
    assertThat(config.getMinPauseBetweenCheckpoints()).isEqualTo(5000);
    assertThat(config.getMaxConcurrentCheckpoints()).isEqualTo(2);
    assertThat(config.getTolerableCheckpointFailureNumber()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(ExternalizedCheckpointRetention.class)
  void the_retention_that_was_set_can_be_asked_for(ExternalizedCheckpointRetention retention) {
    env.getCheckpointConfig().setExternalizedCheckpointRetention(retention);

    assertThat(env.getCheckpointConfig().getExternalizedCheckpointRetention()).isEqualTo(retention);
  }

  @Test
  void bad_checkpoint_settings_say_what_was_found() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> env.enableCheckpointing(5))
        .withMessage("The checkpoint interval must be at least 10 ms, found 5 ms");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> env.getCheckpointConfig().setMaxConcurrentCheckpoints(0))
        .withMessageContaining("at least 1, found 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> env.getCheckpointConfig().setTolerableCheckpointFailureNumber(-1))
        .withMessageContaining("found -1");
    assertThatIllegalArgumentException().isThrownBy(() -> env.setBufferTimeout(-2));
  }

  @Test
  void restart_strategies_arrive() {
    env.setRestartStrategy(RestartStrategies.fixedDelayRestart(3, 250L));
    assertThat(options().restart().strategy()).isEqualTo(RestartStrategy.FIXED_DELAY);
    assertThat(env.getConfiguration().get("restart.fixed-delay.attempts")).isEqualTo("3");
    assertThat(env.getConfiguration().get("restart.fixed-delay.delay")).isEqualTo("250ms");

    env.setRestartStrategy(
        RestartStrategies.failureRateRestart(5, Duration.ofMinutes(2), Duration.ofSeconds(1)));
    assertThat(options().restart().strategy()).isEqualTo(RestartStrategy.FAILURE_RATE);

    env.setRestartStrategy(
        RestartStrategies.exponentialDelayRestart(
            Duration.ofMillis(10), Duration.ofSeconds(1), 2.0, Duration.ofMinutes(1), 0.2));
    assertThat(options().restart().strategy()).isEqualTo(RestartStrategy.EXPONENTIAL_DELAY);

    env.setRestartStrategy(RestartStrategies.fallBackRestart());
    assertThat(options().restart().strategy()).isEqualTo(RestartStrategy.EXPONENTIAL_DELAY);

    env.setRestartStrategy(RestartStrategies.noRestart());
    assertThat(options().restart().strategy()).isEqualTo(RestartStrategy.NONE);
  }

  @Test
  void job_parameters_arrive_in_the_graph() {
    env.getConfig()
        .setGlobalJobParameters(ParameterTool.fromArgs(new String[] {"--input", "a.txt"}));
    env.fromElements(1).print();

    assertThat(Graphs.graphOf(env).globalJobParameters()).isEqualTo(Map.of("input", "a.txt"));
    assertThat(Graphs.graphOf(env).jobName()).isEqualTo("test");
  }
}
