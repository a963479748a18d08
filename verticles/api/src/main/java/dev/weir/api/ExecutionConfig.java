package dev.weir.api;

import dev.weir.api.types.SerializerConfig;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;

/** What concerns the job as a whole and its functions. */
public final class ExecutionConfig implements SerializerConfig {

  private final Settings settings;
  private GlobalJobParameters globalJobParameters = new GlobalJobParameters();

  ExecutionConfig(Settings settings) {
    this.settings = settings;
  }

  /**
   * How often watermark generators are asked for a watermark, in milliseconds ({@code
   * job.auto-watermark-interval}).
   *
   * @param interval 0: never, for generators that emit with each record
   */
  public ExecutionConfig setAutoWatermarkInterval(long interval) {
    return setAutoWatermarkInterval(Duration.ofMillis(interval));
  }

  /** How often watermark generators are asked for a watermark. */
  public ExecutionConfig setAutoWatermarkInterval(Duration interval) {
    if (interval.isNegative()) {
      throw new IllegalArgumentException(
          "The interval of automatic watermarks must not be negative, found " + interval);
    }
    settings.change(options -> options.with("job.auto-watermark-interval", interval));
    return this;
  }

  /** How often watermark generators are asked for a watermark, in milliseconds. */
  public long getAutoWatermarkInterval() {
    return settings.options().job().autoWatermarkInterval().toMillis();
  }

  /** For {@code createSerializer}; this configuration will do as well. */
  public SerializerConfig getSerializerConfig() {
    return this;
  }

  /** Parameters that every function can read from its runtime context. */
  public void setGlobalJobParameters(GlobalJobParameters globalJobParameters) {
    this.globalJobParameters = globalJobParameters;
  }

  /** What was set, or empty parameters. */
  public GlobalJobParameters getGlobalJobParameters() {
    return globalJobParameters;
  }

  /** Parameters of the job. Subclasses say what they are. Functions may keep them. */
  public static class GlobalJobParameters implements Serializable {

    private static final long serialVersionUID = 1L;

    /** No parameters. */
    public GlobalJobParameters() {}

    /** The parameters in the form of text. */
    public Map<String, String> toMap() {
      return Map.of();
    }
  }
}
