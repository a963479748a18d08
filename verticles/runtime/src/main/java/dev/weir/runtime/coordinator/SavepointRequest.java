package dev.weir.runtime.coordinator;

import dev.weir.protocol.pacing.TriggerRequest;
import java.util.Optional;

/**
 * A user wants a checkpoint or a savepoint.
 *
 * @param id names the request until it is answered
 * @param target directory or URI for the savepoint; empty: the place for savepoints in the job's
 *     own storage
 */
record SavepointRequest(String id, TriggerRequest trigger, Optional<String> target) {}
