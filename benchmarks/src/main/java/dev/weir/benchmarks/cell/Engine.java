package dev.weir.benchmarks.cell;

/** Something that can run the workloads. */
public interface Engine {

  /** The name on the command line. */
  String name();

  /**
   * Runs a cell to its end, counts into the measurement what the sources make, the results and the
   * checkpoints.
   *
   * @throws Exception if the job fails
   */
  void run(Cell cell, Measurement measurement) throws Exception;
}
