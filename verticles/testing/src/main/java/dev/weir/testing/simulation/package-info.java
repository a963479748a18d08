/**
 * The deterministic simulator: the real classes of the protocol in one thread, over a bus, a
 * storage and nodes that fail, in simulated time. One {@link dev.weir.testing.simulation.Scenario},
 * drawn from a seed, is one run.
 *
 * <p><b>What is real and what is not.</b> Whatever decides is the protocol's: {@code
 * CheckpointCoordinator}, {@code JobLife}, {@code LogAppend} and {@code JobHistory}, {@code
 * RestorePlan}, {@code Alignment}, credits, sequences and links, retention, restart policies,
 * pacing, {@code Succession} and {@code Placer}. Whatever acts is re-enacted, as small as it can
 * be: {@link dev.weir.testing.simulation.Session} for a member of the cluster, {@link
 * dev.weir.testing.simulation.Coordinator} and {@link dev.weir.testing.simulation.JobExecution} for
 * the verticle of a job, {@link dev.weir.testing.simulation.Checkpointing} for its checkpoints,
 * {@link dev.weir.testing.simulation.Deployer} for where its attempts run, {@link
 * dev.weir.testing.simulation.Takeover} for how it comes into office, {@link
 * dev.weir.testing.simulation.LoopSubtask} for the turns of a subtask.
 *
 * <pre>
 * who                 holds                                     talks to
 * NodeProcess         a node from a start to its end            everybody, by the Bus
 * Session             who leads, as far as it knows         other sessions; storage: sign of life
 * Agent               this node's share of an attempt           coordinator: deployed, heartbeats
 * EnumeratorSubtask   splits nobody reads yet                   readers: splits, barriers
 * LoopSubtask         state, alignment, open transaction        downstream: frames, barriers
 * Coordinator         job life, checkpoints, a term             subtasks: commands; storage: log
 * SharedStorage       manifests, snapshot files, logs           -
 * Ledger              what sinks wrote, and what is visible     -
 * User                what is wanted: savepoints, stops, runs   coordinators
 * Cluster             who is there, who believes what           -
 *
 * what happens        what is gone                        what stays
 * process is killed   all it held, and its messages yet   what it asked of storage is carried out
 *                     to be received                      or not; what it sent arrives
 * process pauses      nothing: all comes later, in order  the others replace it meanwhile
 * network is split    messages between the halves, or     both reach the storage
 *                     from one half to the other
 * cluster falls apart all messages between the two; only  both reach the storage
 *                     who joins anew may find the other
 * storage fails       the answer                          the operation was carried out or not
 * storage loses       a file that was not yet             what was acknowledged
 *                     acknowledged
 * view is wrong       nothing                             two believe to lead: the log decides
 * </pre>
 *
 * <p>Invariants are {@link dev.weir.testing.simulation.Observer}s, listed in {@link
 * dev.weir.testing.simulation.Invariants}; they are told of every event when it happens. Two more
 * are the simulation's own: nothing throws, and when the faults stop the job comes to its end.
 */
@NullMarked
package dev.weir.testing.simulation;

import org.jspecify.annotations.NullMarked;
