package dev.weir.protocol.job;

import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** The first failure is the last. */
public record NoRestart() implements RestartPolicy {

  @Override
  public Decision onFailure(long now, RandomGenerator random) {
    return new Decision(this, OptionalLong.empty());
  }

  @Override
  public String describe() {
    return "no restart";
  }
}
