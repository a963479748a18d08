package dev.weir.protocol.coordinator;

import dev.weir.protocol.checkpoint.CheckpointBarrier;
import java.util.Optional;

/**
 * What is known of a checkpoint from its trigger on.
 *
 * @param attempt in which it was triggered
 * @param requestId who is to be answered, if anybody
 * @param deadline when it expires, in milliseconds
 * @param floor the oldest checkpoint upon which its snapshots may build
 */
public record RunHeader(
    CoordinatorPlan plan,
    CheckpointBarrier barrier,
    long attempt,
    Optional<String> requestId,
    long deadline,
    long floor) {}
