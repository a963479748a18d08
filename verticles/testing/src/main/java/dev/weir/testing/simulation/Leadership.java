package dev.weir.testing.simulation;

/**
 * How others learn who is in office: by the news when it is taken, by answers to heartbeats, by
 * signs of life in the storage, and by the news that the job has ended.
 */
final class Leadership {

  private static final long TERMS_OF_A_RUN = 1_000_000;

  private final World world;
  private final NodeProcess process;
  private final SignOfLife sign;
  private final long rank;

  Leadership(World world, NodeProcess process, Coordinator coordinator, Takeover.Office office) {
    this.world = world;
    this.process = process;
    this.sign = new SignOfLife(world, process, coordinator, office);
    this.rank = rank(office.layout().run(), office.term());
  }

  static long rank(long run, long term) {
    return run * TERMS_OF_A_RUN + term;
  }

  /** Grows with the run and the term. */
  long rank() {
    return rank;
  }

  void begin() {
    sign.give();
    for (NodeProcess node : world.cluster().processes()) {
      world
          .bus()
          .send(
              new Bus.Link(process, node),
              "the news of a coordinator",
              () -> {
                Session there = node.session();
                if (there != null) {
                  there.news(process, rank);
                }
              });
    }
  }

  /** It leaves in order: nobody has to wait for signs of it. */
  void leave() {
    sign.takeBack();
  }

  /** All members end with the job; who starts it again is a new one. */
  void tellTheEnd() {
    for (NodeProcess node : world.cluster().processes()) {
      world
          .bus()
          .send(
              new Bus.Link(process, node),
              "the end of the job",
              () -> node.joinAnew("the job has ended"));
    }
  }
}
