package dev.weir.protocol.coordinator;

import dev.weir.protocol.Step;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.checkpoint.CheckpointFailureReason;
import dev.weir.protocol.checkpoint.CheckpointKind;
import dev.weir.protocol.checkpoint.SnapshotMetrics;
import dev.weir.protocol.checkpoint.SubtaskAck;
import dev.weir.protocol.checkpoint.SubtaskDecline;
import dev.weir.protocol.log.LogEntry;
import dev.weir.protocol.log.LogRecord;
import dev.weir.protocol.log.LoggedEntries;
import dev.weir.protocol.log.LoggedEntry;
import dev.weir.protocol.pacing.PacerSettings;
import dev.weir.protocol.pacing.TriggerRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Plays a transcript: a line "{@code job key=value …}" begins, a line "{@code <now> <event>}" is
 * put to the coordinator, and what it wants done follows, indented. Other lines are prose.
 */
final class Conversation {

  private final Deque<LogEntry> appends = new ArrayDeque<>();
  private Optional<LogRecord> last = Optional.empty();
  private CheckpointCoordinator coordinator = newCoordinator("job".split(" "));

  /** The transcript as it should be. */
  List<String> play(List<String> transcript) {
    List<String> played = new ArrayList<>();
    for (String line : transcript) {
      if (line.startsWith("  ")) {
        continue;
      }
      played.add(line);
      if (line.startsWith("job")) {
        coordinator = newCoordinator(line.split(" "));
      } else if (line.matches("\\d+ .*")) {
        tell(line.split(" ")).forEach(effect -> played.add("  " + effect));
      }
    }
    return played;
  }

  private static CheckpointCoordinator newCoordinator(String[] words) {
    OptionalLong interval = OptionalLong.of(1000);
    long pause = 0;
    long timeout = 600;
    int concurrent = 1;
    int tolerable = 0;
    int retained = 1;
    for (String word : words) {
      String value = word.substring(word.indexOf('=') + 1);
      switch (word.replaceAll("=.*", "")) {
        case "job" -> {}
        case "interval" ->
            interval =
                value.equals("none")
                    ? OptionalLong.empty()
                    : OptionalLong.of(Long.parseLong(value));
        case "pause" -> pause = Long.parseLong(value);
        case "timeout" -> timeout = Long.parseLong(value);
        case "concurrent" -> concurrent = Integer.parseInt(value);
        case "tolerable" -> tolerable = Integer.parseInt(value);
        case "retained" -> retained = Integer.parseInt(value);
        default -> throw new IllegalArgumentException("unknown setting " + word);
      }
    }
    CheckpointSettings settings =
        new CheckpointSettings(
            new PacerSettings(interval, pause, concurrent, 2),
            timeout,
            tolerable,
            retained,
            true,
            10);
    return CheckpointCoordinator.inOffice(TestJob.plan(settings, 2), 1, List.of(), Set.of());
  }

  private List<String> tell(String[] words) {
    long now = Long.parseLong(words[0]);
    List<CoordinatorEffect> effects = new ArrayList<>();
    switch (words[1]) {
      case "start" ->
          apply(coordinator.onAttemptStarted(number(words, 2), from(words), now), effects);
      case "end" -> apply(coordinator.onAttemptEnded(now), effects);
      case "timer" -> apply(coordinator.onTimer(now), effects);
      case "request" -> apply(coordinator.onRequest(request(words), now), effects);
      case "ack" -> subtasks(words[3]).forEach(s -> apply(ack(words, s, now), effects));
      case "decline" -> apply(decline(words, now), effects);
      case "stored" -> apply(coordinator.onManifestStored(number(words, 2), now), effects);
      case "unstored" ->
          apply(coordinator.onManifestFailed(number(words, 2), rest(words, 3), now), effects);
      case "logged" -> apply(coordinator.onLogged(log(), now), effects);
      case "deposed" -> apply(coordinator.onDeposed(rest(words, 2), now), effects);
      case "ended" -> apply(coordinator.onAllEnded(now), effects);
      case "confirm" ->
          subtasks(words[3])
              .forEach(
                  s -> apply(coordinator.onCommitConfirmed(number(words, 2), s, now), effects));
      default -> throw new IllegalArgumentException("unknown event " + words[1]);
    }
    return Teller.tell(effects);
  }

  private void apply(
      Step<CheckpointCoordinator, CoordinatorEffect> step, List<CoordinatorEffect> effects) {
    coordinator = step.next();
    for (CoordinatorEffect effect : step.effects()) {
      if (effect instanceof CoordinatorEffect.AppendLog append) {
        appends.add(append.entry());
      }
    }
    effects.addAll(step.effects());
  }

  private LoggedEntry log() {
    LoggedEntry logged = LoggedEntries.append(last, 1, appends.remove());
    last = Optional.of(logged.record());
    return logged;
  }

  private Step<CheckpointCoordinator, CoordinatorEffect> ack(
      String[] words, SubtaskId subtask, long now) {
    List<String> files = new ArrayList<>();
    for (int i = 4; i < words.length; i++) {
      files.add("wordcount/run-000001/shared/" + words[i]);
    }
    boolean keyed = subtask.vertex().equals("count");
    return coordinator.onAck(
        new SubtaskAck(
            number(words, 2),
            subtask,
            TestJob.snapshot(subtask, 2, keyed ? files : List.of(), false),
            SnapshotMetrics.NONE),
        now);
  }

  private Step<CheckpointCoordinator, CoordinatorEffect> decline(String[] words, long now) {
    return coordinator.onDecline(
        new SubtaskDecline(
            number(words, 2),
            subtasks(words[3]).get(0),
            CheckpointFailureReason.valueOf(words[4]),
            rest(words, 5)),
        now);
  }

  private static TriggerRequest request(String[] words) {
    TriggerRequest request = TriggerRequest.of(CheckpointKind.valueOf(words[2]), words[3]);
    return words.length > 4 ? request.into(words[4]) : request;
  }

  private static OptionalLong from(String[] words) {
    return words.length > 3 ? OptionalLong.of(number(words, 3)) : OptionalLong.empty();
  }

  private static List<SubtaskId> subtasks(String word) {
    if (word.equals("all")) {
      return TestJob.topology(2).subtasks();
    }
    int bracket = word.indexOf('[');
    int index = Integer.parseInt(word.substring(bracket + 1, word.length() - 1));
    return List.of(new SubtaskId(word.substring(0, bracket), index));
  }

  private static long number(String[] words, int position) {
    return Long.parseLong(words[position]);
  }

  private static String rest(String[] words, int from) {
    return String.join(" ", List.of(words).subList(Math.min(from, words.length), words.length));
  }
}
