package dev.weir.api.graph;

import dev.weir.api.types.TypeInformation;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One operator.
 *
 * @param id unique in the graph; greater than the ids of all nodes that it reads from
 * @param name what users see
 * @param uid identifies the operator's state over versions of the program; unique in the graph
 * @param uidAssigned whether the program gave the uid; otherwise it was made from the place of the
 *     operator in the graph, and a change of the graph may change it
 * @param parallelism the number of subtasks
 * @param parallelismConfigured whether the operator was given that number itself; otherwise it is
 *     that of the job, and may be changed
 * @param maxParallelism the number of key groups
 * @param chaining whether it may be chained
 * @param spec what it does
 * @param inputs where its records come from, in the order in which the program named them; empty
 *     for sources only
 * @param outputType the type of its main output; null for sinks
 * @param description more than the name says, for the dashboard; the name if nothing was said
 * @param bufferTimeout the longest that a record it emits waits for others; null: that of the job
 */
public record StreamNode(
    int id,
    String name,
    String uid,
    boolean uidAssigned,
    int parallelism,
    boolean parallelismConfigured,
    int maxParallelism,
    ChainingStrategy chaining,
    OperatorSpec spec,
    List<StreamEdge> inputs,
    @Nullable TypeInformation<?> outputType,
    String description,
    @Nullable Duration bufferTimeout) {

  /** Keeps a copy of the inputs. */
  public StreamNode {
    inputs = List.copyOf(inputs);
  }
}
