package dev.weir.api;

import dev.weir.api.spi.JobExecutor;
import java.util.List;
import java.util.ServiceLoader;

/** Finds the runtime. */
final class Executors {

  private Executors() {}

  static JobExecutor find() {
    List<JobExecutor> found =
        ServiceLoader.load(JobExecutor.class).stream().map(ServiceLoader.Provider::get).toList();
    if (found.isEmpty()) {
      throw new IllegalStateException(
          "No runtime is on the class path to run the job: add dev.weir:weir-runtime");
    }
    if (found.size() > 1) {
      throw new IllegalStateException(
          "Expected one runtime on the class path, found "
              + found.stream().map(executor -> executor.getClass().getName()).toList());
    }
    return found.get(0);
  }
}
