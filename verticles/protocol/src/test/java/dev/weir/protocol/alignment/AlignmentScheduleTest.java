package dev.weir.protocol.alignment;

import static dev.weir.protocol.Barriers.barrier;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.Seeds;
import dev.weir.protocol.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * Sources, subtasks in the middle and a sink in random order of events; some checkpoints are left
 * out by a source or aborted. At each snapshot: no record has crossed a barrier.
 */
class AlignmentScheduleTest {

  private static final int EVENTS = 300;

  @Test
  void no_record_crosses_a_barrier() {
    Seeds.forEach(1_500, random -> new Network(random, true, true).run());
  }

  @Test
  void every_subtask_snapshots_every_checkpoint_exactly_once_when_none_fails() {
    Seeds.forEach(300, random -> new Network(random, true, false).run());
  }

  @Test
  void at_least_once_misses_no_record() {
    Seeds.forEach(300, random -> new Network(random, false, true).run());
  }

  /** Either a record of a source or the barrier of a checkpoint. */
  private record Item(int source, int number, long barrier) {}

  private static final class Network {

    private final RandomGenerator random;
    private final boolean exactlyOnce;
    private final boolean withFailures;
    private final Source[] sources;
    private final List<Node> nodes = new ArrayList<>();
    private long lastId;
    private final Set<Long> failed = new HashSet<>();

    Network(RandomGenerator random, boolean exactlyOnce, boolean withFailures) {
      this.random = random;
      this.exactlyOnce = exactlyOnce;
      this.withFailures = withFailures;
      sources = new Source[1 + random.nextInt(4)];
      int middles = 1 + random.nextInt(3);
      for (int s = 0; s < sources.length; s++) {
        sources[s] = new Source(s);
      }
      Node sink = new Node(middles, List.of());
      for (int m = 0; m < middles; m++) {
        Node middle = new Node(sources.length, List.of(sink.inputs.get(m)));
        nodes.add(middle);
        for (Source source : sources) {
          source.outputs.add(middle.inputs.get(source.index));
        }
      }
      nodes.add(sink);
    }

    void run() {
      for (int i = 0; i < EVENTS; i++) {
        step();
      }
      settle();
      for (Node node : nodes) {
        assertThat(node.blocked).as("blocked channels at the end").isEqualTo(new BitSet());
        if (!withFailures) {
          assertThat(node.snapshots).hasSize((int) lastId);
        }
      }
    }

    private void step() {
      switch (random.nextInt(withFailures ? 12 : 10)) {
        case 0 -> trigger();
        case 1, 2, 3 -> sources[random.nextInt(sources.length)].emit();
        case 10, 11 -> abortOne();
        default -> {
          if (random.nextInt(3) == 0) {
            sources[random.nextInt(sources.length)].handleTrigger();
          } else {
            nodes.get(random.nextInt(nodes.size())).deliverOne();
          }
        }
      }
    }

    private void trigger() {
      lastId++;
      for (Source source : sources) {
        source.triggers.add(lastId);
      }
    }

    private void abortOne() {
      if (lastId > 0) {
        long id = Math.max(1, lastId - random.nextInt(3));
        failed.add(id);
        nodes.forEach(node -> node.aborts.add(id));
      }
    }

    /** Delivers all there is; what a source left out or a subtask gave up is aborted everywhere. */
    private void settle() {
      for (Source source : sources) {
        while (!source.triggers.isEmpty()) {
          source.handleTrigger();
        }
      }
      boolean moved = true;
      while (moved) {
        moved = false;
        for (Node node : nodes) {
          moved |= node.deliverAll();
        }
      }
    }

    /** A checkpoint that is not complete in the end is aborted by the coordinator. */
    private void fail(long id) {
      if (failed.add(id)) {
        nodes.forEach(node -> node.aborts.add(id));
      }
    }

    private final class Source {

      private final int index;
      private final List<Deque<Item>> outputs = new ArrayList<>();
      private final Deque<Long> triggers = new ArrayDeque<>();
      private final Map<Long, Integer> positions = new HashMap<>();
      private final List<Integer> routes = new ArrayList<>();

      Source(int index) {
        this.index = index;
      }

      void emit() {
        int route = random.nextInt(outputs.size());
        outputs.get(route).add(new Item(index, routes.size(), 0));
        routes.add(route);
      }

      void handleTrigger() {
        Long id = triggers.poll();
        if (id == null) {
          return;
        }
        if (withFailures && random.nextInt(8) == 0) {
          fail(id);
          return;
        }
        positions.put(id, routes.size());
        outputs.forEach(output -> output.add(new Item(index, 0, id)));
      }

      /** How many of its records before a barrier went by an output. */
      long before(long id, int route) {
        return routes.subList(0, positions.get(id)).stream().filter(r -> r == route).count();
      }
    }

    private final class Node implements AlignmentEffect.Handler {

      private final List<Deque<Item>> inputs = new ArrayList<>();
      private final List<Deque<Item>> outputs;
      private final Deque<Long> aborts = new ArrayDeque<>();
      private final BitSet blocked = new BitSet();
      private final Set<Long> snapshots = new HashSet<>();
      private final long[] processed = new long[sources.length];
      private Alignment alignment;

      Node(int channels, List<Deque<Item>> outputs) {
        this.outputs = outputs;
        alignment = exactlyOnce ? Alignment.exactlyOnce(channels) : Alignment.atLeastOnce(channels);
        for (int c = 0; c < channels; c++) {
          inputs.add(new ArrayDeque<>());
        }
      }

      boolean deliverAll() {
        boolean moved = false;
        while (deliverOne()) {
          moved = true;
        }
        return moved;
      }

      boolean deliverOne() {
        if (!aborts.isEmpty() && random.nextBoolean()) {
          apply(alignment.onAborted(aborts.poll()));
          return true;
        }
        int first = random.nextInt(inputs.size());
        for (int i = 0; i < inputs.size(); i++) {
          int channel = (first + i) % inputs.size();
          if (!blocked.get(channel) && !inputs.get(channel).isEmpty()) {
            process(channel, inputs.get(channel).poll());
            return true;
          }
        }
        return !aborts.isEmpty();
      }

      private void process(int channel, Item item) {
        if (item.barrier() > 0) {
          apply(alignment.onBarrier(channel, barrier(item.barrier()), 0));
          return;
        }
        processed[item.source()]++;
        outputs.forEach(output -> output.add(item));
      }

      private void apply(Step<Alignment, AlignmentEffect> step) {
        alignment = step.next();
        step.effects().forEach(effect -> effect.applyTo(this));
      }

      @Override
      public void block(AlignmentEffect.Block effect) {
        assertThat(exactlyOnce).as("only exactly once blocks").isTrue();
        assertThat(blocked.get(effect.channel())).isFalse();
        blocked.set(effect.channel());
      }

      @Override
      public void unblockAll(AlignmentEffect.UnblockAll effect) {
        assertThat(blocked.isEmpty()).isFalse();
        blocked.clear();
      }

      @Override
      public void takeSnapshot(AlignmentEffect.TakeSnapshot effect) {
        long id = effect.barrier().checkpointId();
        assertThat(snapshots.add(id)).as("one snapshot of " + id).isTrue();
        for (Source source : sources) {
          requireNothingCrossed(source, id);
        }
        outputs.forEach(output -> output.add(new Item(0, 0, id)));
      }

      private void requireNothingCrossed(Source source, long id) {
        int me = nodes.indexOf(this);
        long before = outputs.isEmpty() ? source.positions.get(id) : source.before(id, me);
        if (exactlyOnce) {
          assertThat(processed[source.index]).isEqualTo(before);
        } else {
          assertThat(processed[source.index]).isGreaterThanOrEqualTo(before);
        }
      }

      @Override
      public void alignmentGivenUp(AlignmentEffect.AlignmentGivenUp effect) {
        fail(effect.checkpointId());
      }
    }
  }
}
