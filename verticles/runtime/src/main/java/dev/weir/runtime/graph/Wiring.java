package dev.weir.runtime.graph;

import dev.weir.api.graph.Partitioning;
import dev.weir.protocol.SubtaskId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Every channel of a job graph, with its index at both ends. All nodes compute the same wiring from
 * the same graph.
 */
public final class Wiring {

  /**
   * One channel.
   *
   * @param outputIndex index among the outputs of the sender
   * @param inputIndex index among the inputs of the receiver
   */
  public record Channel(
      JobEdge edge, SubtaskId sender, int outputIndex, SubtaskId receiver, int inputIndex) {}

  private final Map<SubtaskId, List<Channel>> outputs = new HashMap<>();
  private final Map<SubtaskId, List<Channel>> inputs = new HashMap<>();

  public Wiring(JobGraph graph) {
    for (JobEdge edge : graph.edges()) {
      int senders = graph.vertex(edge.source()).parallelism();
      int receivers = graph.vertex(edge.target()).parallelism();
      for (int sender = 0; sender < senders; sender++) {
        for (int receiver : receiversOf(edge.partitioning(), sender, senders, receivers)) {
          connect(
              edge, new SubtaskId(edge.source(), sender), new SubtaskId(edge.target(), receiver));
        }
      }
    }
  }

  private void connect(JobEdge edge, SubtaskId sender, SubtaskId receiver) {
    List<Channel> out = outputs.computeIfAbsent(sender, id -> new ArrayList<>());
    List<Channel> in = inputs.computeIfAbsent(receiver, id -> new ArrayList<>());
    Channel channel = new Channel(edge, sender, out.size(), receiver, in.size());
    out.add(channel);
    in.add(channel);
  }

  /** By output index. */
  public List<Channel> outputsOf(SubtaskId subtask) {
    return List.copyOf(outputs.getOrDefault(subtask, List.of()));
  }

  /** By input index. */
  public List<Channel> inputsOf(SubtaskId subtask) {
    return List.copyOf(inputs.getOrDefault(subtask, List.of()));
  }

  private static List<Integer> receiversOf(
      Partitioning partitioning, int sender, int senders, int receivers) {
    if (partitioning instanceof Partitioning.Forward
        || partitioning instanceof Partitioning.KeyedForward<?, ?>) {
      return List.of(sender);
    }
    if (partitioning instanceof Partitioning.Rescale) {
      return rescaled(sender, senders, receivers);
    }
    List<Integer> all = new ArrayList<>();
    for (int receiver = 0; receiver < receivers; receiver++) {
      all.add(receiver);
    }
    return all;
  }

  /** Fewer receivers: several senders share one. More: each sender has a range of its own. */
  private static List<Integer> rescaled(int sender, int senders, int receivers) {
    if (receivers <= senders) {
      return List.of((int) ((long) sender * receivers / senders));
    }
    List<Integer> range = new ArrayList<>();
    int first = (int) ((long) sender * receivers / senders);
    int end = (int) ((long) (sender + 1) * receivers / senders);
    for (int receiver = first; receiver < end; receiver++) {
      range.add(receiver);
    }
    return range;
  }
}
