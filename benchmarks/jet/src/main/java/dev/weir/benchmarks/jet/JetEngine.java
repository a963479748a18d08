package dev.weir.benchmarks.jet;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.config.JobConfig;
import com.hazelcast.jet.config.ProcessingGuarantee;
import dev.weir.benchmarks.cell.Cell;
import dev.weir.benchmarks.cell.Engine;
import dev.weir.benchmarks.cell.Measurement;

/** Hazelcast Jet in this process: one member that nobody can join. */
final class JetEngine implements Engine {

  @Override
  public String name() {
    return "jet";
  }

  @Override
  public void run(Cell cell, Measurement measurement) throws Exception {
    if (cell.backend() != Cell.Backend.HEAP) {
      throw new IllegalArgumentException(
          "backend is rocksdb, but Jet keeps its state on heap only");
    }
    try (SnapshotWatch watch = SnapshotWatch.start(measurement)) {
      HazelcastInstance member = Hazelcast.newHazelcastInstance(config(cell));
      try {
        member.getJet().newJob(JetJobs.define(cell, measurement.id()), jobConfig(cell)).join();
      } finally {
        member.shutdown();
      }
    }
  }

  private static Config config(Cell cell) {
    Config config = new Config();
    config.setProperty("hazelcast.logging.type", "jdk");
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.getJetConfig().setEnabled(true).setCooperativeThreadCount(cell.parallelism());
    config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
    JoinConfig join = config.getNetworkConfig().getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    return config;
  }

  private static JobConfig jobConfig(Cell cell) {
    JobConfig config = new JobConfig();
    if (cell.checkpoints()) {
      config
          .setProcessingGuarantee(ProcessingGuarantee.EXACTLY_ONCE)
          .setSnapshotIntervalMillis(cell.checkpointMillis());
    }
    return config;
  }
}
