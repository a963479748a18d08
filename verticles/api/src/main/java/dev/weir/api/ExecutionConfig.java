package dev.weir.api;

import java.io.Serializable;
import java.util.Map;

/** What concerns the job as a whole and its functions. */
public final class ExecutionConfig {

  private GlobalJobParameters globalJobParameters = new GlobalJobParameters();

  ExecutionConfig() {}

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
