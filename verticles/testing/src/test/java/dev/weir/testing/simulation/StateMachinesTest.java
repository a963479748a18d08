package dev.weir.testing.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.alignment.Alignment;
import dev.weir.protocol.job.JobLife;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables and diagrams of {@code docs/checkpoint.md} say what the code does. */
class StateMachinesTest {

  private static final Path DOCUMENT = Path.of("../../docs/checkpoint.md");
  private static final Path PROTOCOL = Path.of("../protocol/src/main/java/dev/weir/protocol");
  private static final Pattern TABLE = Pattern.compile("<pre>\n(.*?)\n \\* </pre>", Pattern.DOTALL);

  /**
   * What no run of the simulator takes, since it always wants a final checkpoint, what is over
   * within one event, and what takes a rare coincidence.
   */
  private static final Set<String> NOT_SEEN =
      Set.of(
          "Checkpointing -> Done",
          "Checkpointing -> AllEnded",
          "Draining -> AllEnded",
          "Done -> Deposed",
          "Created -> Ending",
          "Created -> Suspended",
          "Running -> Completing",
          "Completing -> Suspended",
          "Stopping -> Suspended",
          "Stopping -> Cancelling",
          "Replacing -> Cancelling",
          "Committing -> Deposed",
          "Draining -> Deposed");

  /** Some arrows take a coincidence that is met once in thousands of seeds. */
  private static final int SEEDS = 40_000;

  private static Diagram diagram(String heading) throws Exception {
    return Diagram.below(heading, Files.readString(DOCUMENT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alignment/Alignment",
        "coordinator/CheckpointRun",
        "coordinator/CheckpointCoordinator",
        "job/JobLife",
        "log/LogAppend"
      })
  void tables_stand_in_the_document_as_in_the_code(String type) throws Exception {
    Matcher table = TABLE.matcher(Files.readString(PROTOCOL.resolve(type + ".java")));
    assertThat(table.find()).isTrue();
    do {
      String text =
          table
              .group(1)
              .lines()
              .map(line -> line.replaceFirst("^ \\* ?", ""))
              .collect(Collectors.joining("\n"));
      assertThat(Files.readString(DOCUMENT)).contains("```text\n" + text + "\n```");
    } while (table.find());
  }

  @Test
  void every_state_is_drawn() throws Exception {
    assertThat(diagram("The life of a job").states()).isEqualTo(statesOf(JobLife.class));
    assertThat(diagram("Alignment").states())
        .containsExactlyInAnyOrder("Flowing", "Aligning")
        .isSubsetOf(statesOf(Alignment.class));
    assertThat(diagram("The phases").states())
        .isEqualTo(statesOf(Class.forName("dev.weir.protocol.coordinator.Phase")));
    assertThat(diagram("The life of one").states())
        .isEqualTo(statesOf(Class.forName("dev.weir.protocol.coordinator.CheckpointRun")));
  }

  private static Set<String> statesOf(Class<?> type) {
    return Arrays.stream(type.getPermittedSubclasses())
        .map(Class::getSimpleName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void what_happens_is_drawn() throws Exception {
    Transitions seen = simulate(200);

    assertThat(diagram("The life of a job").arrows()).containsAll(seen.ofJobs);
    assertThat(diagram("Alignment").arrows()).containsAll(seen.ofAlignments);
    assertThat(diagram("The life of one").arrows()).containsAll(seen.ofCheckpoints);
    assertThat(throughAllEnded(diagram("The phases").arrows())).containsAll(seen.ofPhases);
  }

  @Test
  @Tag("mutations")
  void what_is_drawn_happens() throws Exception {
    Set<String> drawn = new HashSet<>();
    for (String heading :
        List.of("The life of a job", "Alignment", "The life of one", "The phases")) {
      drawn.addAll(diagram(heading).arrows());
    }
    drawn.removeAll(NOT_SEEN);
    long seed = 0;
    while (!drawn.isEmpty() && seed < SEEDS) {
      Transitions seen = new Transitions();
      Simulation.run(Scenario.of(++seed), null, List.of(seen));
      for (Set<String> kind :
          List.of(seen.ofJobs, seen.ofAlignments, seen.ofCheckpoints, seen.ofPhases)) {
        if (drawn.removeAll(kind)) {
          System.out.printf("%6d seeds: %d arrows are left%n", seed, drawn.size());
        }
      }
    }
    assertThat(drawn).as("drawn, but not seen in %d seeds", seed).isEmpty();
  }

  @Test
  void every_step_of_the_succession_happens_and_no_other() {
    assertThat(simulate(1_500).ofSuccession)
        .containsExactlyInAnyOrder(
            "Looking -> Leading",
            "Looking -> Following",
            "Following -> Counting",
            "Following -> Checking",
            "Following -> Looking",
            "Counting -> Checking",
            "Counting -> Looking",
            "Counting -> Following",
            "Checking -> Leading",
            "Checking -> Looking",
            "Checking -> Following");
  }

  private static Transitions simulate(int seeds) {
    Transitions transitions = new Transitions();
    for (long seed = 1; seed <= seeds; seed++) {
      Simulation.run(Scenario.of(seed), null, List.of(transitions));
    }
    return transitions;
  }

  /** AllEnded may be entered and left within one event. */
  private static Set<String> throughAllEnded(Set<String> arrows) {
    Set<String> more = new HashSet<>(arrows);
    for (String arrow : arrows) {
      if (arrow.endsWith(" -> AllEnded")) {
        more.add(arrow.replace(" -> AllEnded", " -> Terminating"));
      }
    }
    return more;
  }
}
