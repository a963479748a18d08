package dev.weir.api.graph;

import dev.weir.config.Configuration;
import dev.weir.state.spi.StateBackend;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A job: operators and the streams between them. The same program makes the same graph in every
 * process.
 *
 * @param jobName what users see
 * @param configuration all options, those of the checkpoints and restarts included
 * @param stateBackend what the program named; null for the one in the configuration
 * @param globalJobParameters what the program gave for its functions to read
 * @param nodes the operators; each comes after those that it reads from
 */
public record StreamGraph(
    String jobName,
    Configuration configuration,
    @Nullable StateBackend stateBackend,
    Map<String, String> globalJobParameters,
    List<StreamNode> nodes) {

  /** Keeps copies. */
  public StreamGraph {
    globalJobParameters = Collections.unmodifiableMap(new LinkedHashMap<>(globalJobParameters));
    nodes = List.copyOf(nodes);
  }

  /**
   * The node with an id.
   *
   * @throws NoSuchElementException if there is none
   */
  public StreamNode node(int id) {
    return nodes.stream()
        .filter(node -> node.id() == id)
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("no node with id " + id + " in " + jobName));
  }
}
