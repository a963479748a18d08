package dev.weir.testing.simulation;

import dev.weir.protocol.JobTopology;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.alignment.Alignment;
import dev.weir.protocol.checkpoint.CheckpointBarrier;
import dev.weir.protocol.coordinator.CheckpointCoordinator;
import dev.weir.protocol.job.JobLife;
import dev.weir.protocol.log.LogRecord;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.placement.NodeCapacity;
import dev.weir.protocol.placement.Placement;
import dev.weir.protocol.succession.Succession;
import dev.weir.state.spi.KeyGroupRange;
import java.util.List;
import java.util.function.Consumer;

/** Tells each of several observers. */
final class Observers implements Observer {

  private final Observer[] all;

  Observers(List<Observer> all) {
    this.all = all.toArray(new Observer[0]);
  }

  private void each(Consumer<Observer> event) {
    for (Observer observer : all) {
      event.accept(observer);
    }
  }

  @Override
  public void writing(String log, LogRecord record) {
    each(o -> o.writing(log, record));
  }

  @Override
  public void logged(String log, LogRecord record) {
    each(o -> o.logged(log, record));
  }

  @Override
  public void unlogged(String log, LogRecord record) {
    each(o -> o.unlogged(log, record));
  }

  @Override
  public void proven(String log, LogRecord record) {
    each(o -> o.proven(log, record));
  }

  @Override
  public void manifestStored(String path, Manifest manifest) {
    each(o -> o.manifestStored(path, manifest));
  }

  @Override
  public void triggered(String log, long term, CheckpointBarrier barrier) {
    each(o -> o.triggered(log, term, barrier));
  }

  @Override
  public void removing(String path) {
    each(o -> o.removing(path));
  }

  @Override
  public void sourceCut(long attempt, long checkpointId, int split, int position) {
    each(o -> o.sourceCut(attempt, checkpointId, split, position));
  }

  @Override
  public void snapshotTaken(long attempt, SubtaskId subtask, long checkpointId) {
    each(o -> o.snapshotTaken(attempt, subtask, checkpointId));
  }

  @Override
  public void processed(long attempt, SubtaskId subtask, Item item) {
    for (Observer observer : all) {
      observer.processed(attempt, subtask, item);
    }
  }

  @Override
  public void prepared(String transaction, List<Item> records) {
    each(o -> o.prepared(transaction, records));
  }

  @Override
  public void committed(String transaction, String sink, List<Item> records) {
    each(o -> o.committed(transaction, sink, records));
  }

  @Override
  public void inFlight(SubtaskId sender, SubtaskId receiver, long frames, int window) {
    for (Observer observer : all) {
      observer.inFlight(sender, receiver, frames, window);
    }
  }

  @Override
  public void told(Object link, long number) {
    each(o -> o.told(link, number));
  }

  @Override
  public void mourned(Deployment deployment, NodeProcess node) {
    each(o -> o.mourned(deployment, node));
  }

  @Override
  public void watched(Deployment deployment) {
    each(o -> o.watched(deployment));
  }

  @Override
  public void tookOffice(String log, long term, String node) {
    each(o -> o.tookOffice(log, term, node));
  }

  @Override
  public void placed(
      JobTopology topology, List<NodeCapacity> nodes, Placement before, Placement after) {
    each(o -> o.placed(topology, nodes, before, after));
  }

  @Override
  public void deployed(Deployment deployment, SubtaskId subtask, NodeProcess node) {
    each(o -> o.deployed(deployment, subtask, node));
  }

  @Override
  public void ownsKeyGroups(long attempt, SubtaskId subtask, KeyGroupRange groups) {
    each(o -> o.ownsKeyGroups(attempt, subtask, groups));
  }

  @Override
  public void attemptStarts(Deployment deployment) {
    each(o -> o.attemptStarts(deployment));
  }

  @Override
  public void ticked(NodeProcess process, Succession succession) {
    each(o -> o.ticked(process, succession));
  }

  @Override
  public void moved(Succession before, Succession after) {
    each(o -> o.moved(before, after));
  }

  @Override
  public void requested(String request) {
    each(o -> o.requested(request));
  }

  @Override
  public void answered(String request, boolean completed) {
    each(o -> o.answered(request, completed));
  }

  @Override
  public void moved(JobLife before, JobLife after) {
    each(o -> o.moved(before, after));
  }

  @Override
  public void moved(CheckpointCoordinator before, CheckpointCoordinator after) {
    each(o -> o.moved(before, after));
  }

  @Override
  public void moved(Alignment before, Alignment after) {
    each(o -> o.moved(before, after));
  }

  @Override
  public void ends(World world) {
    each(o -> o.ends(world));
  }
}
