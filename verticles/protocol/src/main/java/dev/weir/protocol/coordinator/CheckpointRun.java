package dev.weir.protocol.coordinator;

import dev.weir.protocol.Step;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.checkpoint.AckOutcome;
import dev.weir.protocol.checkpoint.CheckpointFailureReason;
import dev.weir.protocol.checkpoint.CheckpointKind;
import dev.weir.protocol.checkpoint.SubtaskAck;
import dev.weir.protocol.log.LoggedEntry;
import dev.weir.protocol.manifest.Manifest;
import java.util.Optional;
import java.util.Set;

/**
 * The life of one checkpoint.
 *
 * <pre>
 * state       event                      next        effects
 * Collecting  ack, not the last          Collecting  -
 * Collecting  ack, the last              Storing     StoreManifest
 * Collecting  failed                     Aborted     AnswerRequest
 * Storing     manifest stored            Logging     AppendLog
 * Storing     failed                     Aborted     AnswerRequest
 * Logging     logged                     Completed   NotifyComplete (1), AnswerRequest
 * Logging     failed                     Logging     -  (2)
 * Logging     deposed                    Aborted     AnswerRequest
 * </pre>
 *
 * <p>AnswerRequest only if somebody asked for it. (1) unless it is a savepoint with which the job
 * goes on: recovery does not restore from it, so what it contains may not become visible yet. (2)
 * The decision is the log's from here on: neither a decline nor the timeout can take it back.
 *
 * <p>Expiry is a failure that the coordinator declares at the deadline. Telling the subtasks, the
 * removal of files and the count of failures concern more than one checkpoint and are the
 * coordinator's as well. Whatever is not in the table is a mistake of the caller and refused with
 * an {@link IllegalStateException}, except that acks are judged first.
 */
sealed interface CheckpointRun permits Collecting, Storing, Logging, Completed, Aborted {

  RunHeader header();

  AckTable acks();

  CheckpointView view();

  /**
   * What an acknowledgement would be; only after {@link AckOutcome#SUCCESS} call {@link #onAck}.
   */
  AckOutcome judge(SubtaskId subtask);

  /** When it expires; {@link Long#MAX_VALUE}: it cannot any more. */
  default long deadline() {
    return Long.MAX_VALUE;
  }

  /** Paths of files that are in storage for it, as far as is known. */
  default Set<String> files() {
    return acks().files();
  }

  default Step<CheckpointRun, CoordinatorEffect> onAck(SubtaskAck ack, long now) {
    throw unexpected("an acknowledgement by " + ack.subtask());
  }

  default Step<CheckpointRun, CoordinatorEffect> onManifestStored() {
    throw unexpected("a stored manifest");
  }

  default Step<CheckpointRun, CoordinatorEffect> onLogged(LoggedEntry logged, long now) {
    throw unexpected("a logged entry");
  }

  default Step<CheckpointRun, CoordinatorEffect> onFailed(
      CheckpointFailureReason reason, String message, long now) {
    throw unexpected("failure " + reason);
  }

  default Step<CheckpointRun, CoordinatorEffect> onDeposed(String message, long now) {
    return onFailed(CheckpointFailureReason.DEPOSED, message, now);
  }

  default long id() {
    return header().barrier().checkpointId();
  }

  default CheckpointKind kind() {
    return header().barrier().kind();
  }

  /** Whether it counts against the maximum of concurrent checkpoints. */
  default boolean takesPlace() {
    return !kind().isSavepoint();
  }

  private IllegalStateException unexpected(String event) {
    return new IllegalStateException(
        "%s came for checkpoint %d in state %s".formatted(event, id(), getClass().getSimpleName()));
  }

  /** The first state. */
  static CheckpointRun triggered(RunHeader header, SubtaskIndex index) {
    return new Collecting(header, AckTable.empty(index));
  }

  /** Its manifest, once all have acknowledged. */
  static Manifest manifestOf(RunHeader header, AckTable acks) {
    return ManifestAssembly.assemble(header.plan(), header.barrier(), acks);
  }

  /** Where it goes when it fails. */
  static Step<CheckpointRun, CoordinatorEffect> abort(
      CheckpointRun run, CheckpointFailureReason reason, String message, long now) {
    Aborted aborted = new Aborted(run.header(), run.acks(), reason, message, now);
    Optional<String> requestId = run.header().requestId();
    return requestId.isPresent()
        ? Step.to(
            aborted,
            new CoordinatorEffect.AnswerRequest(
                requestId.get(), new RequestResult.Failed(reason, aborted.sentence())))
        : Step.to(aborted);
  }
}
