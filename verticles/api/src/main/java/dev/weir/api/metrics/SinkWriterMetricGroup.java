package dev.weir.api.metrics;

/** The metrics of the writer of a sink. What it does not use is not shown. */
public interface SinkWriterMetricGroup extends OperatorMetricGroup {

  /** {@code numRecordsSend}: records that were sent to the external system. */
  Counter getNumRecordsSendCounter();

  /** {@code numRecordsSendErrors}: records that could not be sent. */
  Counter getNumRecordsSendErrorsCounter();

  /** {@code numBytesSend}: bytes that were sent to the external system. */
  Counter getNumBytesSendCounter();

  /** {@code currentSendTime}: how long the last record took to send, in ms. */
  void setCurrentSendTimeGauge(Gauge<Long> currentSendTimeGauge);
}
