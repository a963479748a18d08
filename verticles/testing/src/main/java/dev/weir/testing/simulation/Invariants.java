package dev.weir.testing.simulation;

import java.util.ArrayList;
import java.util.List;

/** All that must hold in every run, and is looked at whenever something happens. */
final class Invariants {

  private Invariants() {}

  /**
   * All that are to watch a world.
   *
   * @param guests that watch as well
   */
  static Observers of(World world, List<Observer> guests) {
    CountsAreExact counts = new CountsAreExact(world);
    List<Observer> all = new ArrayList<>(guests);
    all.add(new OneHistory());
    all.add(new WritingsDiffer());
    all.add(new OfficeIsLogged());
    all.add(new SuccessionIsOrderly());
    all.add(new SilenceIsNoticed(world));
    all.add(new SuccessionSettles(world));
    all.add(new SuccessorsAreLeftAlone(world));
    all.add(new PatienceEnds(world));
    all.add(new LinksDeliverOnce());
    all.add(new LossConcernsTheAttempt());
    all.add(new LossIsNoticed(world));
    all.add(new PlacementIsFair());
    all.add(new PlacementMovesLittle());
    all.add(new EverySubtaskRunsOnce());
    all.add(new KeyGroupsAreOwnedOnce());
    all.add(new CheckpointIdsRise());
    all.add(new NothingNeededIsRemoved(world));
    all.add(new OnlyLoggedIsCommitted(world));
    all.add(new CreditsBoundMemory());
    all.add(new RequestsAreAnsweredOnce());
    if (!world.tuning().atLeastOnce()) {
      all.add(new BarrierIsNotCrossed(world));
      all.add(new CheckpointIsConsistentCut(world, counts));
      all.add(counts);
    }
    return new Observers(all);
  }
}
