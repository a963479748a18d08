package dev.weir.examples.wordcount;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.examples.ExampleProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The real program on a real disk, killed with SIGKILL again and again and resumed each time. What
 * it has committed must at every moment be a true beginning of the answer, and in the end all of
 * it. Replay a run with {@code -Dseed=}, as far as the machine lets it be replayed.
 */
class WordCountKillTest {

  private static final int SIGKILLED = 137;

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"heap", "rocksdb"})
  void counts_are_exact_after_some_kills(String backend) throws Exception {
    Path text = directory.resolve("text");
    SampleText.write(text, 5_000_000, 1);

    new Trial(text, backend, 3_000, 4, 1).run();
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(strings = {"heap", "rocksdb"})
  void counts_of_50_megabytes_are_exact_after_20_kills(String backend) throws Exception {
    Path text = directory.resolve("text");
    SampleText.write(text, 50_000_000, 2);

    Map<String, Long> counts = new Trial(text, backend, 9_000, 20, 5).run();

    assertThat(counts).isEqualTo(SampleText.countInShell(text, directory));
  }

  /** One text, killed until the kills are used up, then left alone until it has finished. */
  private final class Trial {

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Path text;
    private final Path output = directory.resolve("out");
    private final List<String> command;
    private final String slowly;

    /** The first entry of the log says that the run has begun; a checkpoint is the second. */
    private final Path secondEntry =
        directory.resolve("checkpoints/wordcount/run-000001/log/0000000002");

    private final int kills;
    private final int killsBetweenLooks;
    private int resumedFromCheckpoint;

    Trial(Path text, String backend, int linesPerSecond, int kills, int killsBetweenLooks) {
      this.text = text;
      this.kills = kills;
      this.killsBetweenLooks = killsBetweenLooks;
      this.command =
          List.of(
              "wordcount",
              "--input=" + text,
              "--output=" + output,
              "--checkpoint-dir=" + directory.resolve("checkpoints"),
              "--checkpoint-interval=200",
              "--parallelism=2",
              "--state-backend=" + backend,
              "--split-size=500000",
              "-Ddashboard.enabled=false",
              "--resume");
      this.slowly = "--lines-per-second=" + linesPerSecond;
    }

    Map<String, Long> run() throws Exception {
      System.out.println("WordCountKillTest: seed " + seed);
      long started = System.nanoTime();
      List<Integer> committedAtKill = new ArrayList<>();
      for (int kill = 1; kill <= kills; kill++) {
        kill(kill == 1);
        if (kill % killsBetweenLooks == 0) {
          committedAtKill.add(SampleText.committed(output).size());
        }
      }
      finish();
      Map<String, Long> counts = SampleText.committed(output);
      assertThat(counts).as("seed %d", seed).isEqualTo(SampleText.count(text));
      assertThat(resumedFromCheckpoint).as("seed %d: resumed from a checkpoint", seed).isPositive();
      System.out.printf(
          "WordCountKillTest: %d kills in %d s, %d resumed from a checkpoint, words at kills %s%n",
          kills,
          (System.nanoTime() - started) / 1_000_000_000,
          resumedFromCheckpoint,
          committedAtKill);
      return counts;
    }

    /**
     * At a random moment: while it starts, soon after, or some checkpoints later. Until the last
     * kill it reads so slowly that the text outlasts them all.
     *
     * @param afterCheckpoint whether to wait for a checkpoint, so that there is one to resume
     */
    private void kill(boolean afterCheckpoint) throws IOException, InterruptedException {
      List<String> slow = new ArrayList<>(command);
      slow.add(slowly);
      try (ExampleProcess process = ExampleProcess.start(directory, slow)) {
        if (random.nextInt(5) > 0) {
          process.awaitLine(line -> line.endsWith("is RUNNING"));
        }
        boolean endedByItself = process.endsWithin(random.nextInt(1_200));
        while (afterCheckpoint && !endedByItself && !Files.exists(secondEntry)) {
          endedByItself = process.endsWithin(10);
        }
        assertThat(endedByItself)
            .as("seed %d: there was no time to kill\n%s", seed, process.text())
            .isFalse();
        process.kill();
        assertThat(process.exitCode()).as(process.text()).isEqualTo(SIGKILLED);
        noteResume(process);
      }
    }

    private void finish() throws IOException, InterruptedException {
      try (ExampleProcess process = ExampleProcess.start(directory, command)) {
        assertThat(process.exitCode()).as("seed %d\n%s", seed, process.text()).isZero();
        assertThat(process.text()).contains("wordcount: done");
        noteResume(process);
      }
    }

    private void noteResume(ExampleProcess process) {
      if (process.text().contains("from checkpoint")) {
        resumedFromCheckpoint++;
      }
    }
  }
}
