package dev.weir.protocol.succession;

import static java.util.Objects.requireNonNull;

import dev.weir.protocol.Step;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides when this node takes the job over. The first member of the list that is not silent is the
 * one to lead.
 *
 * <pre>
 * phase      event                                       next       effect
 * (begin)    we are the one to lead                      Looking    LOOK_FOR_SIGN
 * (begin)    another is                                  Following  -
 * Following  coordinator gone or silent, another leads   Following  -
 * Following  the same, we lead                           Counting   ASK_OTHERS
 * Following  the same, nobody else is left to be asked   as if nobody had answered
 * Counting   half of us have answered                    Checking   LOOK_FOR_SIGN
 * Counting   fewer have                                  Looking    LOOK_FOR_SIGN
 * Checking   no sign of a higher term than the lost one  Leading    TAKE_OVER
 * Checking   a sign of a higher term                     Looking    -
 * Checking   tick                                        Checking   LOOK_FOR_SIGN
 * Looking    no sign, or none new for the timeout        Leading    TAKE_OVER
 * Looking    a new sign                                  Looking    -
 * Looking    a new sign, when patience is over           Looking    REJOIN
 * Looking    tick                                        Looking    LOOK_FOR_SIGN
 * Looking    another is to lead                          Following  -
 * any but Leading  a coordinator of no lower term speaks Following  -
 * </pre>
 *
 * <p>"Half of us" counts the members before the latest losses, as long as those came within one
 * timeout. So of two halves of a split, the smaller does not hurry to depose the larger, while a
 * killed coordinator of two nodes is replaced at once.
 *
 * <p>A coordinator may also be gone because one that it could not reach has deposed it. Whoever
 * took over from it then would depose that one in turn, and so on in a circle, with as many
 * coordinators as nodes. Hence the look for a sign of a higher term; who finds one has lost, and
 * joins anew as soon as it sees that it is alive. Others are patient for three timeouts.
 *
 * @param members in order of seniority, this node among them
 * @param silent those that should have spoken and did not
 * @param sizeBefore how many members there were before the latest losses
 * @param lostAt when the latest loss was
 */
public record Succession(
    String self,
    long timeoutMillis,
    List<String> members,
    Set<String> silent,
    int sizeBefore,
    long lostAt,
    Phase phase) {

  /** Timeouts after which a node that is cut off tries to find the others as a new member. */
  private static final int PATIENCE = 3;

  public Succession {
    requireNonNull(self, "self is null");
    requireNonNull(phase, "phase is null");
    members = List.copyOf(members);
    silent = Set.copyOf(silent);
  }

  /** A node that has just become a member. */
  public static Step<Succession, SuccessionEffect> begin(
      String self, long timeoutMillis, List<String> members, long now) {
    Succession begun =
        new Succession(
            self,
            timeoutMillis,
            members,
            Set.of(),
            members.size(),
            now,
            new Phase.Looking(Optional.empty(), now, now + PATIENCE * timeoutMillis));
    String first = begun.firstToLead();
    return first.equals(self)
        ? Step.to(begun, SuccessionEffect.LOOK_FOR_SIGN)
        : Step.to(begun.in(new Phase.Following(first, 0, now)));
  }

  /** Members have come or gone. */
  public Step<Succession, SuccessionEffect> onMembers(List<String> now, long at) {
    boolean lost = !now.containsAll(members);
    boolean sameLoss = at - lostAt <= timeoutMillis;
    Set<String> stillSilent = new TreeSet<>(silent);
    stillSilent.retainAll(now);
    Succession next =
        new Succession(
            self,
            timeoutMillis,
            now,
            stillSilent,
            lost
                ? (sameLoss ? Math.max(sizeBefore, members.size()) : members.size())
                : Math.max(now.size(), sameLoss ? sizeBefore : 0),
            lost ? at : lostAt,
            phase);
    if (phase instanceof Phase.Following following && !now.contains(following.coordinator())) {
      return next.lose(following, at);
    }
    if (phase instanceof Phase.Looking && !next.firstToLead().equals(self)) {
      return Step.to(next.in(new Phase.Following(next.firstToLead(), 0, at)));
    }
    return Step.to(next);
  }

  /** A coordinator has spoken. */
  public Step<Succession, SuccessionEffect> onHeard(String coordinator, long term, long at) {
    boolean outdated = phase instanceof Phase.Following following && term < following.term();
    if (outdated || phase instanceof Phase.Leading) {
      return Step.to(this);
    }
    Set<String> stillSilent = new TreeSet<>(silent);
    stillSilent.remove(coordinator);
    return Step.to(
        new Succession(
            self,
            timeoutMillis,
            members,
            stillSilent,
            sizeBefore,
            lostAt,
            new Phase.Following(coordinator, term, at)));
  }

  /** To be called several times in a timeout. */
  public Step<Succession, SuccessionEffect> onTick(long at) {
    if (phase instanceof Phase.Following following && at - following.heardAt() > timeoutMillis) {
      Set<String> moreSilent = new TreeSet<>(silent);
      moreSilent.add(following.coordinator());
      return new Succession(self, timeoutMillis, members, moreSilent, sizeBefore, lostAt, phase)
          .lose(following, at);
    }
    return phase instanceof Phase.Looking || phase instanceof Phase.Checking
        ? Step.to(this, SuccessionEffect.LOOK_FOR_SIGN)
        : Step.to(this);
  }

  /**
   * What was found in the storage.
   *
   * @param found term, a hyphen, and a number that differs each time the coordinator has given a
   *     new one; empty: nobody coordinates, and the last who did has left in order
   */
  public Step<Succession, SuccessionEffect> onSign(Optional<String> found, long at) {
    if (phase instanceof Phase.Checking checking) {
      return found.isPresent() && termOf(found.get()) > checking.term()
          ? Step.to(in(new Phase.Looking(found, at, at)))
          : Step.to(in(new Phase.Leading()), SuccessionEffect.TAKE_OVER);
    }
    if (!(phase instanceof Phase.Looking looking)) {
      return Step.to(this);
    }
    boolean over =
        found.isEmpty() || found.equals(looking.sign()) && at - looking.since() > timeoutMillis;
    if (over) {
      return Step.to(in(new Phase.Leading()), SuccessionEffect.TAKE_OVER);
    }
    if (found.equals(looking.sign())) {
      return Step.to(this);
    }
    Succession next = in(new Phase.Looking(found, at, looking.patientUntil()));
    boolean longEnough = at > looking.patientUntil();
    return looking.sign().isPresent() && longEnough
        ? Step.to(next, SuccessionEffect.REJOIN)
        : Step.to(next);
  }

  private Step<Succession, SuccessionEffect> lose(Phase.Following lost, long at) {
    String first = firstToLead();
    if (!first.equals(self)) {
      return Step.to(in(new Phase.Following(first, lost.term(), at)));
    }
    return others().isEmpty()
        ? decide(1, lost.term(), at)
        : Step.to(in(new Phase.Counting(lost.term())), SuccessionEffect.ASK_OTHERS);
  }

  /** The members to ask whether they are there. */
  public List<String> others() {
    return members.stream()
        .filter(member -> !silent.contains(member) && !member.equals(self))
        .toList();
  }

  /**
   * Who is there; a list of members may still name some that are as far away as the coordinator.
   *
   * @param answered how many of the others
   */
  public Step<Succession, SuccessionEffect> onReachable(int answered, long at) {
    return phase instanceof Phase.Counting counting
        ? decide(answered + 1, counting.term(), at)
        : Step.to(this);
  }

  /** Whether so many answers say enough: nobody else need be waited for. */
  public boolean isEnough(int answered) {
    return phase instanceof Phase.Counting && isHalf(answered + 1);
  }

  private boolean isHalf(int left) {
    return 2 * left >= sizeBefore;
  }

  private Step<Succession, SuccessionEffect> decide(int left, long lostTerm, long at) {
    Phase next =
        isHalf(left)
            ? new Phase.Checking(lostTerm)
            : new Phase.Looking(Optional.empty(), at, at + PATIENCE * timeoutMillis);
    return Step.to(in(next), SuccessionEffect.LOOK_FOR_SIGN);
  }

  private static long termOf(String sign) {
    return Long.parseLong(sign, 0, sign.indexOf('-'), 10);
  }

  private String firstToLead() {
    return members.stream().filter(member -> !silent.contains(member)).findFirst().orElse(self);
  }

  private Succession in(Phase next) {
    return new Succession(self, timeoutMillis, members, silent, sizeBefore, lostAt, next);
  }
}
