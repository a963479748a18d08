package dev.weir.api.metrics;

/** The metrics of a source reader. What it does not use is not shown. */
public interface SourceReaderMetricGroup extends OperatorMetricGroup {

  /** {@code numRecordsInErrors}: records that could not be read. */
  Counter getNumRecordsInErrorsCounter();

  /** {@code pendingRecords}: how many records wait in the external system. */
  void setPendingRecordsGauge(Gauge<Long> pendingRecordsGauge);

  /** {@code pendingBytes}: how many bytes wait in the external system. */
  void setPendingBytesGauge(Gauge<Long> pendingBytesGauge);
}
