package dev.weir.runtime.subtask;

import dev.weir.api.functions.TaskInfo;
import dev.weir.api.graph.OperatorSpec;
import dev.weir.api.graph.Partitioning;
import dev.weir.api.graph.StreamEdge;
import dev.weir.api.graph.StreamNode;
import dev.weir.api.types.TypeInformation;
import dev.weir.protocol.restore.OperatorRestore;
import dev.weir.runtime.accumulators.OperatorAccumulators;
import dev.weir.runtime.channel.Intake;
import dev.weir.runtime.channel.OutputChannel;
import dev.weir.runtime.graph.JobEdge;
import dev.weir.runtime.operators.HoldingOutput;
import dev.weir.runtime.operators.Input;
import dev.weir.runtime.operators.Mailbox;
import dev.weir.runtime.operators.Operator;
import dev.weir.runtime.operators.OperatorBuilder;
import dev.weir.runtime.operators.OperatorContext;
import dev.weir.runtime.operators.Output;
import dev.weir.runtime.operators.Outputs;
import dev.weir.runtime.operators.SideOutputs;
import dev.weir.runtime.operators.SourceOperator.EnumeratorGateway;
import dev.weir.runtime.partition.PartitionedOutputs;
import dev.weir.runtime.state.OperatorState;
import dev.weir.runtime.time.ProcessingTimeService;
import dev.weir.runtime.windowing.AggregatingOutput;
import dev.weir.runtime.windowing.LocalAggregation;
import dev.weir.state.spi.KeyGroups;
import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.KeyedStateContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds the operators of a subtask from the last to the first, each with its outputs. */
final class ChainBuilder {

  private final SubtaskPlan plan;
  private final SubtaskServices services;
  private final Map<JobEdge, List<OutputChannel>> channels;
  private final EnumeratorGateway enumerator;
  private final ProcessingTimeService processingTime;
  private final Mailbox mailbox;
  private final Intake intake;
  private final Map<Integer, Operator<?>> built = new HashMap<>();
  private final List<HoldingOutput> holding = new ArrayList<>();
  private @Nullable KeyedStateBackend<?> keyedState;

  /**
   * @param channels the output channels of each edge, by receiver; edges are told apart by identity
   */
  ChainBuilder(
      SubtaskPlan plan,
      SubtaskServices services,
      Map<JobEdge, List<OutputChannel>> channels,
      EnumeratorGateway enumerator,
      ProcessingTimeService processingTime,
      Mailbox mailbox,
      Intake intake) {
    this.plan = plan;
    this.services = services;
    this.channels = channels;
    this.enumerator = enumerator;
    this.processingTime = processingTime;
    this.mailbox = mailbox;
    this.intake = intake;
  }

  OperatorChain build() throws IOException {
    List<StreamNode> nodes = plan.vertex().chain();
    keyedState = keyedState();
    try {
      for (int i = nodes.size() - 1; i >= 0; i--) {
        built.put(nodes.get(i).id(), operator(nodes.get(i)));
      }
      List<Operator<?>> operators = new ArrayList<>();
      nodes.forEach(node -> operators.add(operatorOf(node)));
      return new OperatorChain(operators, headInputs(), keyedState, holding);
    } catch (RuntimeException e) {
      if (keyedState != null) {
        keyedState.close();
      }
      throw e;
    }
  }

  private Operator<?> operatorOf(StreamNode node) {
    Operator<?> operator = built.get(node.id());
    if (operator == null) {
      throw new IllegalStateException(
          node.name() + " is not built before the operator that feeds it");
    }
    return operator;
  }

  private Operator<?> operator(StreamNode node) {
    List<Output<?>> main = new ArrayList<>();
    Map<String, List<Output<?>>> side = new LinkedHashMap<>();
    for (StreamNode next : plan.vertex().chain()) {
      for (StreamEdge edge : next.inputs()) {
        if (edge.sourceNode() == node.id() && next.id() != plan.vertex().head().id()) {
          Operator<?> operator = operatorOf(next);
          Input<?> input = OperatorBuilder.input(next.spec(), operator, 0);
          add(edge, Outputs.chained(input, operator), main, side);
        }
      }
    }
    for (JobEdge edge : plan.graph().edgesOutOf(plan.vertex())) {
      if (edge.streamEdge().sourceNode() == node.id()) {
        add(edge.streamEdge(), network(edge), main, side);
      }
    }
    Map<String, Output<?>> sideOutputs = new LinkedHashMap<>();
    side.forEach((id, outputs) -> sideOutputs.put(id, Outputs.all(outputs)));
    OperatorContext context = context(node, new SideOutputs(sideOutputs));
    Output<?> output = Outputs.withSideOutputs(Outputs.all(main), context.sideOutputs());
    return node.spec().accept(new OperatorBuilder(context, output, enumerator));
  }

  private static void add(
      StreamEdge edge, Output<?> output, List<Output<?>> main, Map<String, List<Output<?>>> side) {
    if (edge.sideOutput() == null) {
      main.add(output);
    } else {
      side.computeIfAbsent(edge.sideOutput().getId(), id -> new ArrayList<>()).add(output);
    }
  }

  private Output<?> network(JobEdge edge) {
    OutputChannel[] targets = channels.getOrDefault(edge, List.of()).toArray(new OutputChannel[0]);
    int maxParallelism = plan.graph().vertex(edge.target()).maxParallelism();
    LocalAggregation<?, ?, ?> aggregation = LocalAggregation.of(plan.graph(), edge);
    if (aggregation != null) {
      AggregatingOutput<?, ?, ?> output = aggregation.output(targets, maxParallelism);
      holding.add(output);
      return output;
    }
    return PartitionedOutputs.of(
        edge.partitioning(), targets, plan.subtask().index(), maxParallelism);
  }

  private OperatorContext context(StreamNode node, SideOutputs sideOutputs) {
    OperatorRestore restore = plan.restore().of(node.uid());
    return new OperatorContext(
        plan.jobId(),
        plan.graph().jobName(),
        node.uid(),
        new TaskInfo(
            node.name(),
            plan.subtask().index(),
            node.parallelism(),
            node.maxParallelism(),
            (int) (plan.attempt() - 1)),
        plan.graph().streamGraph().globalJobParameters(),
        new OperatorState(node.name(), restore.listState()),
        node.id() == plan.vertex().head().id() ? keyedState : null,
        plan.restoredCheckpoint(),
        sideOutputs,
        processingTime,
        services.options().job().autoWatermarkInterval(),
        mailbox,
        intake,
        plan.metrics().operator(metricName(node), plan.subtask().index()),
        new OperatorAccumulators(node.name()));
  }

  /** The name of the operator, with its number where others of the job have the same name. */
  private String metricName(StreamNode node) {
    boolean shared =
        plan.graph().streamGraph().nodes().stream()
            .anyMatch(other -> other.id() != node.id() && other.name().equals(node.name()));
    return shared ? node.name() + " " + node.id() : node.name();
  }

  private List<Input<?>> headInputs() {
    StreamNode head = plan.vertex().head();
    int inputs = head.inputs().stream().mapToInt(StreamEdge::inputIndex).max().orElse(-1) + 1;
    List<Input<?>> headInputs = new ArrayList<>();
    for (int index = 0; index < inputs; index++) {
      headInputs.add(OperatorBuilder.input(head.spec(), operatorOf(head), index));
    }
    return headInputs;
  }

  private @Nullable KeyedStateBackend<?> keyedState() throws IOException {
    StreamNode head = plan.vertex().head();
    if (head.spec() instanceof OperatorSpec.SinkSpec<?>
        || head.spec() instanceof OperatorSpec.AsyncWaitSpec<?, ?>) {
      return null;
    }
    for (StreamEdge edge : head.inputs()) {
      if (edge.partitioning() instanceof Partitioning.Hash<?, ?> hash) {
        return keyedState(head, hash.keyedBy().keyType());
      }
      if (edge.partitioning() instanceof Partitioning.KeyedForward<?, ?> forward) {
        return keyedState(head, forward.keyedBy().keyType());
      }
    }
    return null;
  }

  private <K> KeyedStateBackend<K> keyedState(StreamNode head, TypeInformation<K> keyType)
      throws IOException {
    return services
        .stateBackend()
        .createKeyedStateBackend(
            new KeyedStateContext<>(
                head.name(),
                plan.subtask().index(),
                keyType.createSerializer(),
                head.maxParallelism(),
                KeyGroups.rangeOf(
                    plan.subtask().index(), head.maxParallelism(), head.parallelism()),
                plan.localDirectory(),
                services.storage(),
                plan.restore().of(head.uid()).keyed(),
                processingTime::now));
  }
}
