package dev.weir.testing.simulation;

import java.util.HashSet;
import java.util.Set;

/** Who asks gets one answer. */
final class RequestsAreAnsweredOnce implements Observer {

  private static final String NAME = "RequestsAreAnsweredOnce";

  private final Set<String> open = new HashSet<>();

  @Override
  public void requested(String request) {
    open.add(request);
  }

  @Override
  public void answered(String request, boolean completed) {
    if (!open.remove(request)) {
      throw new Violation(NAME, request + " is answered, but nobody waits for it");
    }
  }
}
