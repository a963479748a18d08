package dev.weir.testing.simulation;

import dev.weir.protocol.JobTopology;
import dev.weir.protocol.SubtaskId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A job graph at a given parallelism: subtasks, and the channels between them. */
final class Blueprint {

  static final String ENUMERATOR = "-enumerator";

  /**
   * A subtask and its channels.
   *
   * @param vertex index in the shape
   * @param inputs in the order of the channels
   */
  record Place(SubtaskId id, int vertex, boolean enumerator, List<From> inputs, List<To> outputs) {}

  /** The sending end of an input channel. */
  record From(SubtaskId sender, int output) {}

  /**
   * The receiving end of an output channel.
   *
   * @param edge numbers the edges that leave a vertex
   */
  record To(SubtaskId receiver, int input, int edge, JobShape.Routing routing) {}

  private final JobShape shape;
  private final JobTopology topology;
  private final Map<SubtaskId, Place> places = new HashMap<>();

  Blueprint(JobShape shape) {
    this.shape = shape;
    this.topology = topologyOf(shape);
    for (int v = 0; v < shape.vertices().size(); v++) {
      JobShape.Vertex vertex = shape.vertices().get(v);
      for (int i = 0; i < vertex.parallelism(); i++) {
        add(new SubtaskId(vertex.id(), i), v, false);
      }
      if (vertex.isSource()) {
        SubtaskId enumerator = new SubtaskId(vertex.id() + ENUMERATOR, 0);
        add(enumerator, v, true);
        for (int i = 0; i < vertex.parallelism(); i++) {
          connect(enumerator, new SubtaskId(vertex.id(), i), 0, JobShape.Routing.FORWARD);
        }
      }
    }
    int[] edges = new int[shape.vertices().size()];
    for (JobShape.Vertex vertex : shape.vertices()) {
      for (JobShape.Input input : vertex.inputs()) {
        connect(shape.vertices().get(input.from()), vertex, edges[input.from()]++, input.routing());
      }
    }
  }

  private void add(SubtaskId id, int vertex, boolean enumerator) {
    places.put(id, new Place(id, vertex, enumerator, new ArrayList<>(), new ArrayList<>()));
  }

  private void connect(
      JobShape.Vertex from, JobShape.Vertex to, int edge, JobShape.Routing routing) {
    for (int i = 0; i < from.parallelism(); i++) {
      for (int j = 0; j < to.parallelism(); j++) {
        if (routing != JobShape.Routing.FORWARD || i == j) {
          connect(new SubtaskId(from.id(), i), new SubtaskId(to.id(), j), edge, routing);
        }
      }
    }
  }

  private void connect(SubtaskId from, SubtaskId to, int edge, JobShape.Routing routing) {
    Place sender = place(from);
    Place receiver = place(to);
    int output = sender.outputs.size();
    int input = receiver.inputs.size();
    sender.outputs.add(new To(to, input, edge, routing));
    receiver.inputs.add(new From(from, output));
  }

  private static JobTopology topologyOf(JobShape shape) {
    List<JobTopology.Vertex> vertices = new ArrayList<>();
    for (JobShape.Vertex vertex : shape.vertices()) {
      if (vertex.isSource()) {
        String enumerator = vertex.id() + ENUMERATOR;
        vertices.add(
            new JobTopology.Vertex(
                enumerator, 1, 1, List.of(new JobTopology.Operator(enumerator, enumerator)), true));
      }
      vertices.add(
          new JobTopology.Vertex(
              vertex.id(),
              vertex.parallelism(),
              JobShape.MAX_PARALLELISM,
              IntStream.range(0, vertex.chain().size())
                  .mapToObj(i -> new JobTopology.Operator(vertex.uid(i), vertex.uid(i)))
                  .toList(),
              false));
    }
    return new JobTopology(vertices);
  }

  JobShape shape() {
    return shape;
  }

  JobTopology topology() {
    return topology;
  }

  Place place(SubtaskId id) {
    Place place = places.get(id);
    if (place == null) {
      throw new IllegalArgumentException("the job has no subtask " + id);
    }
    return place;
  }
}
