package dev.weir.config;

import static java.util.Objects.requireNonNull;

/** All options, typed and checked, one record for each section of {@code reference.yaml}. */
public record WeirOptions(
    JobOptions job,
    CheckpointOptions checkpointing,
    StateOptions state,
    RestartOptions restart,
    ChannelOptions channel,
    DashboardOptions dashboard,
    ClusterOptions cluster) {

  public WeirOptions {
    requireNonNull(job, "job is null");
    requireNonNull(checkpointing, "checkpointing is null");
    requireNonNull(state, "state is null");
    requireNonNull(restart, "restart is null");
    requireNonNull(channel, "channel is null");
    requireNonNull(dashboard, "dashboard is null");
    requireNonNull(cluster, "cluster is null");
  }

  /**
   * @throws InvalidOptionException if a value cannot be; it names the key, the text, where that was
   *     written, and what was expected
   */
  public static WeirOptions of(Configuration configuration) {
    try {
      return read(new Section(configuration, ""));
    } catch (InvalidOptionException e) {
      throw e.about(configuration.setting(e.key()));
    }
  }

  private static WeirOptions read(Section all) {
    CheckpointOptions checkpointing = CheckpointOptions.of(all.section("checkpointing"));
    ClusterOptions cluster = ClusterOptions.of(all.section("cluster"));
    return new WeirOptions(
        JobOptions.of(all.section("job"), cluster),
        checkpointing,
        StateOptions.of(all.section("state")),
        RestartOptions.of(all.section("restart"), checkpointing),
        ChannelOptions.of(all.section("channel")),
        DashboardOptions.of(all.section("dashboard")),
        cluster);
  }
}
