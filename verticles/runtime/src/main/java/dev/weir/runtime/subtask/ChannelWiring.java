package dev.weir.runtime.subtask;

import dev.weir.api.graph.OperatorSpec.SourceSpec;
import dev.weir.config.ChannelOptions;
import dev.weir.protocol.SubtaskId;
import dev.weir.runtime.channel.ChannelMessage;
import dev.weir.runtime.channel.FrameFormat;
import dev.weir.runtime.channel.InputGate;
import dev.weir.runtime.channel.OutputChannel;
import dev.weir.runtime.channel.OutputGate;
import dev.weir.runtime.channel.RecordReader;
import dev.weir.runtime.channel.RemoteInbox;
import dev.weir.runtime.channel.RemoteUpstream;
import dev.weir.runtime.channel.SplitFormat;
import dev.weir.runtime.channel.SplitReader;
import dev.weir.runtime.graph.JobEdge;
import dev.weir.runtime.graph.Wiring;
import dev.weir.runtime.link.Links;
import dev.weir.runtime.windowing.LocalAggregation;
import dev.weir.state.spi.TypeSerializer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Makes the channels of a subtask: by reference to and from subtasks on this node, in bytes to and
 * from those on others.
 */
final class ChannelWiring {

  private final SubtaskPlan plan;
  private final ChannelOptions options;
  private final SubtaskBus bus;
  private final Map<JobEdge, FrameFormat<?>> formats = new IdentityHashMap<>();
  private final Map<Integer, RemoteUpstream> upstreams = new HashMap<>();

  ChannelWiring(SubtaskPlan plan, ChannelOptions options, SubtaskBus bus) {
    this.plan = plan;
    this.options = options;
    this.bus = bus;
  }

  InputGate inputs() {
    InputGate inputs = new InputGate(plan.attempt(), options.credits());
    if (plan.vertex().head().spec() instanceof SourceSpec<?, ?, ?> source) {
      addEnumerator(inputs, source);
    } else {
      plan.wiring().inputsOf(plan.subtask()).forEach(channel -> addInput(inputs, channel));
    }
    return inputs;
  }

  private void addEnumerator(InputGate inputs, SourceSpec<?, ?, ?> source) {
    SubtaskId enumerator = new SubtaskId(plan.vertex().enumeratorId(), 0);
    int reader = plan.subtask().index();
    if (plan.isHere(enumerator)) {
      inputs.addChannel(0, bus.creditsTo(enumerator, reader));
    } else {
      inputs.addRemoteChannel(
          0,
          options.remote().credits(),
          upstream(inputs, enumerator, reader),
          new SplitReader(new SplitFormat<>(source.source().getSplitSerializer())));
    }
  }

  private void addInput(InputGate inputs, Wiring.Channel channel) {
    int input = channel.edge().streamEdge().inputIndex();
    if (plan.isHere(channel.sender())) {
      inputs.addChannel(input, bus.creditsTo(channel.sender(), channel.outputIndex()));
    } else {
      inputs.addRemoteChannel(
          input,
          options.remote().credits(),
          upstream(inputs, channel.sender(), channel.outputIndex()),
          new RecordReader(
              format(channel.edge()), options.frameRecords(), channel.edge().isKeyed()));
    }
  }

  private RemoteUpstream upstream(InputGate inputs, SubtaskId sender, int outputChannel) {
    RemoteUpstream upstream = bus.remoteUpstream(sender, outputChannel, options.remote().credits());
    upstreams.put(inputs.size(), upstream);
    return upstream;
  }

  /** The output channels of each edge, by receiver; edges are told apart by identity. */
  Map<JobEdge, List<OutputChannel>> outputs(OutputGate outputs, Interruption interruption) {
    Map<JobEdge, List<OutputChannel>> byEdge = new IdentityHashMap<>();
    for (Wiring.Channel channel : plan.wiring().outputsOf(plan.subtask())) {
      byEdge
          .computeIfAbsent(channel.edge(), edge -> new ArrayList<>())
          .add(output(outputs, channel, interruption));
    }
    return byEdge;
  }

  private OutputChannel output(
      OutputGate outputs, Wiring.Channel channel, Interruption interruption) {
    boolean keyed = channel.edge().isKeyed();
    if (plan.isHere(channel.receiver())) {
      return outputs.addChannel(
          channel.inputIndex(), keyed, bus.messagesTo(channel.receiver(), interruption));
    }
    return outputs.addRemoteChannel(
        channel.inputIndex(),
        keyed,
        bus.remoteMessagesTo(channel.receiver(), interruption),
        format(channel.edge()),
        options.remote());
  }

  private FrameFormat<?> format(JobEdge edge) {
    return formats.computeIfAbsent(edge, e -> new FrameFormat<>(serializerOf(e), e.isKeyed()));
  }

  private TypeSerializer<?> serializerOf(JobEdge edge) {
    LocalAggregation<?, ?, ?> aggregation = LocalAggregation.of(plan.graph(), edge);
    return aggregation == null
        ? plan.graph().recordTypeOf(edge).createWireSerializer()
        : aggregation.wireSerializer();
  }

  /**
   * Begins the traffic with other nodes, if there are any; completes when messages from them find
   * their way.
   *
   * @param receiver called on the context of the subtask
   * @param told called on the context of the subtask with what comes on its links
   * @param failure called on an event loop
   */
  Future<?> listen(
      Vertx vertx,
      Context subtask,
      Consumer<ChannelMessage> receiver,
      Consumer<Object> told,
      Consumer<Throwable> failure) {
    if (plan.isAllHere()) {
      return Future.succeededFuture();
    }
    Links links =
        bus.openLinks(message -> subtask.runOnContext(ignored -> told.accept(message)), failure);
    return vertx.deployVerticle(
        new RemoteInbox(
            plan.inboxOf(plan.subtask()),
            plan.attempt(),
            upstreams,
            bus.outbox(),
            links,
            OutputGate.tickInterval(options.remote()),
            subtask,
            receiver,
            failure));
  }
}
