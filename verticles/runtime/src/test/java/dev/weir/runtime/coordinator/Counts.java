package dev.weir.runtime.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.types.Types;
import dev.weir.state.ListState;
import dev.weir.state.MapState;
import dev.weir.state.ValueState;
import dev.weir.state.spi.KeyGroups;
import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.ListStateSpec;
import dev.weir.state.spi.MapStateSpec;
import dev.weir.state.spi.TypeSerializer;
import dev.weir.state.spi.ValueStateSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Keyed state of a few subtasks beside a model of it, in all kinds that there are. */
final class Counts {

  private static final int KEYS = 40;
  static final TypeSerializer<Long> LONG = Types.LONG.createSerializer();
  private static final TypeSerializer<String> STRING = Types.STRING.createSerializer();

  /** What the state is, as plain maps. */
  record Model(
      Map<Long, Long> values, Map<Long, List<String>> lists, Map<Long, Map<String, Long>> maps) {

    static Model empty() {
      return new Model(new HashMap<>(), new HashMap<>(), new HashMap<>());
    }

    Model copy() {
      Model copy = empty();
      copy.values.putAll(values);
      lists.forEach((key, list) -> copy.lists.put(key, new ArrayList<>(list)));
      maps.forEach((key, map) -> copy.maps.put(key, new HashMap<>(map)));
      return copy;
    }
  }

  /** The handles of one subtask. */
  private record Subtask(
      KeyedStateBackend<Long> state,
      ValueState<Long> value,
      ListState<String> list,
      MapState<String, Long> map) {}

  private final List<Subtask> subtasks = new ArrayList<>();
  private final int maxParallelism;
  private final Model model;

  Counts(List<KeyedStateBackend<Long>> backends, int maxParallelism, Model model) {
    this.maxParallelism = maxParallelism;
    this.model = model;
    for (KeyedStateBackend<Long> state : backends) {
      subtasks.add(
          new Subtask(
              state,
              state.valueState(new ValueStateSpec<>("value", LONG, null)),
              state.listState(new ListStateSpec<>("list", STRING)),
              state.mapState(new MapStateSpec<>("map", STRING, LONG))));
    }
  }

  Model model() {
    return model;
  }

  List<KeyedStateBackend<Long>> backends() {
    return subtasks.stream().map(Subtask::state).toList();
  }

  /** Changes some of it. */
  void work(Random random) throws Exception {
    for (int i = 0; i < KEYS / 4; i++) {
      long key = random.nextInt(KEYS);
      Subtask subtask = select(key);
      switch (random.nextInt(4)) {
        case 0 -> {
          long sum = model.values.merge(key, 1L, Long::sum);
          subtask.value.update(sum);
        }
        case 1 -> {
          String element = "element " + random.nextInt();
          model.lists.computeIfAbsent(key, k -> new ArrayList<>()).add(element);
          subtask.list.add(element);
        }
        case 2 -> {
          String mapKey = "k" + random.nextInt(5);
          model.maps.computeIfAbsent(key, k -> new HashMap<>()).put(mapKey, key);
          subtask.map.put(mapKey, key);
        }
        default -> {
          model.values.remove(key);
          subtask.value.clear();
        }
      }
    }
  }

  /** Compares all of it. */
  void requireExact(String when) throws Exception {
    for (long key = 0; key < KEYS; key++) {
      Subtask subtask = select(key);
      assertThat(subtask.value.value()).as(when).isEqualTo(model.values.get(key));
      assertThat(subtask.list.get())
          .as(when)
          .containsExactlyElementsOf(model.lists.getOrDefault(key, List.of()));
      Map<String, Long> map = new HashMap<>();
      for (Map.Entry<String, Long> entry : subtask.map.entries()) {
        map.put(entry.getKey(), entry.getValue());
      }
      assertThat(map).as(when).isEqualTo(model.maps.getOrDefault(key, Map.of()));
    }
  }

  private Subtask select(long key) {
    int hash = KeyGroups.hash(key);
    int keyGroup = KeyGroups.groupOf(hash, maxParallelism);
    Subtask subtask = subtasks.get(KeyGroups.subtaskOf(keyGroup, maxParallelism, subtasks.size()));
    subtask.state.setCurrentKey(key, hash);
    return subtask;
  }
}
