package dev.weir.protocol.restore;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one subtask restores.
 *
 * @param operators by uid; only those that were in the checkpoint
 * @param ended whether the end of its input was handled before the checkpoint, and is not to be
 *     handled again
 */
public record SubtaskRestore(Map<String, OperatorRestore> operators, boolean ended) {

  public static final SubtaskRestore NOTHING = new SubtaskRestore(Map.of(), false);

  public SubtaskRestore {
    operators = Collections.unmodifiableMap(new TreeMap<>(operators));
  }

  public OperatorRestore of(String uid) {
    return operators.getOrDefault(uid, OperatorRestore.NOTHING);
  }
}
