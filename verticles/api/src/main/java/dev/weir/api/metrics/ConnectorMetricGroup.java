package dev.weir.api.metrics;

import java.util.HashMap;
import java.util.Map;

/**
 * The metrics of readers, writers, committers and enumerators by the names that they have in Flink,
 * in the group of an operator. A counter is registered when it is first asked for.
 */
public final class ConnectorMetricGroup
    implements SourceReaderMetricGroup,
        SinkWriterMetricGroup,
        SinkCommitterMetricGroup,
        SplitEnumeratorMetricGroup,
        OperatorIOMetricGroup {

  private final MetricGroup group;
  private final Map<String, Counter> counters = new HashMap<>();

  /**
   * @param group where they are registered
   */
  public ConnectorMetricGroup(MetricGroup group) {
    this.group = group;
  }

  private Counter known(String name) {
    return counters.computeIfAbsent(name, group::counter);
  }

  @Override
  public <C extends Counter> C counter(String name, C counter) {
    return group.counter(name, counter);
  }

  @Override
  public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
    return group.gauge(name, gauge);
  }

  @Override
  public <H extends Histogram> H histogram(String name, H histogram) {
    return group.histogram(name, histogram);
  }

  @Override
  public <M extends Meter> M meter(String name, M meter) {
    return group.meter(name, meter);
  }

  @Override
  public MetricGroup addGroup(String name) {
    return group.addGroup(name);
  }

  @Override
  public MetricGroup addGroup(String key, String value) {
    return group.addGroup(key, value);
  }

  @Override
  public OperatorIOMetricGroup getIOMetricGroup() {
    return this;
  }

  @Override
  public Counter getNumRecordsInCounter() {
    return known("numRecordsIn");
  }

  @Override
  public Counter getNumRecordsOutCounter() {
    return known("numRecordsOut");
  }

  @Override
  public Counter getNumBytesInCounter() {
    return known("numBytesIn");
  }

  @Override
  public Counter getNumBytesOutCounter() {
    return known("numBytesOut");
  }

  @Override
  public Counter getNumRecordsInErrorsCounter() {
    return known("numRecordsInErrors");
  }

  @Override
  public void setPendingRecordsGauge(Gauge<Long> pendingRecordsGauge) {
    group.gauge("pendingRecords", pendingRecordsGauge);
  }

  @Override
  public void setPendingBytesGauge(Gauge<Long> pendingBytesGauge) {
    group.gauge("pendingBytes", pendingBytesGauge);
  }

  @Override
  public Counter getNumRecordsSendCounter() {
    return known("numRecordsSend");
  }

  @Override
  public Counter getNumRecordsSendErrorsCounter() {
    return known("numRecordsSendErrors");
  }

  @Override
  public Counter getNumBytesSendCounter() {
    return known("numBytesSend");
  }

  @Override
  public void setCurrentSendTimeGauge(Gauge<Long> currentSendTimeGauge) {
    group.gauge("currentSendTime", currentSendTimeGauge);
  }

  @Override
  public Counter getNumCommittablesTotalCounter() {
    return known("totalCommittables");
  }

  @Override
  public Counter getNumCommittablesSuccessCounter() {
    return known("successfulCommittables");
  }

  @Override
  public Counter getNumCommittablesAlreadyCommittedCounter() {
    return known("alreadyCommittedCommittables");
  }

  @Override
  public Counter getNumCommittablesRetryCounter() {
    return known("retriedCommittables");
  }

  @Override
  public Counter getNumCommittablesFailureCounter() {
    return known("failedCommittables");
  }

  @Override
  public void setCurrentPendingCommittablesGauge(Gauge<Integer> currentPendingCommittablesGauge) {
    group.gauge("pendingCommittables", currentPendingCommittablesGauge);
  }

  @Override
  public <G extends Gauge<Long>> G setUnassignedSplitsGauge(G unassignedSplitsGauge) {
    return group.gauge("unassignedSplits", unassignedSplitsGauge);
  }
}
