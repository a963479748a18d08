package dev.weir.api;

import dev.weir.api.graph.OperatorSpec;
import dev.weir.api.graph.StreamEdge;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Uids for operators that were given none: a hash of what the operator does, of the uids of what it
 * reads from, and of how many operators before it have the same hash. Names, parallelism and types
 * do not count, nor do operators that are neither before it nor like it. Operators are asked for in
 * the order of their ids.
 */
final class OperatorUids {

  private final Map<Integer, String> uids = new HashMap<>();
  private final Map<String, Integer> twins = new HashMap<>();

  String uidOf(Operator operator, List<StreamEdge> edges) {
    String assigned = operator.assignedUid();
    String uid = assigned == null ? generated(operator, edges) : assigned;
    uids.put(operator.id, uid);
    return uid;
  }

  private String generated(Operator operator, List<StreamEdge> edges) {
    StringBuilder place = new StringBuilder(kind(operator.spec));
    for (StreamEdge edge : edges) {
      OutputTag<?> tag = edge.sideOutput();
      place
          .append('\n')
          .append(edge.inputIndex())
          .append(' ')
          .append(uids.get(edge.sourceNode()))
          .append(' ')
          .append(tag == null ? "" : tag.getId());
    }
    int twin = twins.merge(place.toString(), 1, Integer::sum);
    return hash(place.append("\n").append(twin).toString());
  }

  /** Sources and sinks are told apart by their classes; those of functions are often anonymous. */
  private static String kind(OperatorSpec spec) {
    String kind = spec.getClass().getSimpleName();
    if (spec instanceof OperatorSpec.SourceSpec<?, ?, ?> source) {
      return kind + ' ' + source.source().getClass().getName();
    }
    if (spec instanceof OperatorSpec.SinkSpec<?> sink) {
      return kind + ' ' + sink.sink().getClass().getName();
    }
    return kind;
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(digest, 16));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
