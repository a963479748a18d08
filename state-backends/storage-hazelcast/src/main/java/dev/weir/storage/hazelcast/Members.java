package dev.weir.storage.hazelcast;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The Hazelcast member of this process. It is looked up anew each time: a node that was cut off
 * joins again with another one.
 *
 * @param instance name of the member; null: there is only one
 * @param needed members of the cluster without which nothing may be written
 */
record Members(@Nullable String instance, int needed) {

  /**
   * The member, for reading.
   *
   * @throws IOException if there is none in this process
   */
  HazelcastInstance here() throws IOException {
    return instance == null ? only() : named(instance);
  }

  /**
   * The member, for writing.
   *
   * @throws IOException if there is none in this process, or too few in the cluster
   */
  HazelcastInstance hereToWrite() throws IOException {
    HazelcastInstance member = here();
    int found = member.getCluster().getMembers().size();
    if (found < needed) {
      throw new IOException(
          "the cluster has %d members, expected at least %d to write to".formatted(found, needed));
    }
    return member;
  }

  private static HazelcastInstance only() throws IOException {
    Set<HazelcastInstance> all = Hazelcast.getAllHazelcastInstances();
    List<HazelcastInstance> running =
        all.stream().filter(member -> member.getLifecycleService().isRunning()).toList();
    if (running.size() != 1) {
      throw new IOException(
          "expected one running Hazelcast member in this process, found %s; %s"
              .formatted(
                  running.stream().map(HazelcastInstance::getName).toList(),
                  running.isEmpty()
                      ? "checkpoints in hazelcast need a cluster (cluster.enabled)"
                      : "name one: hazelcast://<instance>/<root>"));
    }
    return running.get(0);
  }

  private static HazelcastInstance named(String name) throws IOException {
    HazelcastInstance member = Hazelcast.getHazelcastInstanceByName(name);
    if (member == null || !member.getLifecycleService().isRunning()) {
      throw new IOException("no Hazelcast member named '%s' runs in this process".formatted(name));
    }
    return member;
  }
}
