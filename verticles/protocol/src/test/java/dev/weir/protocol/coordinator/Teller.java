package dev.weir.protocol.coordinator;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Tells effects in prose. */
final class Teller implements CoordinatorEffect.Handler {

  private final List<String> lines = new ArrayList<>();

  static List<String> tell(List<CoordinatorEffect> effects) {
    Teller teller = new Teller();
    effects.forEach(effect -> effect.applyTo(teller));
    return teller.lines;
  }

  private void line(String format, Object... arguments) {
    lines.add(format.formatted(arguments));
  }

  @Override
  public void sendTrigger(CoordinatorEffect.SendTrigger effect) {
    line(
        "trigger %s %d at %s into %s",
        effect.barrier().kind(),
        effect.barrier().checkpointId(),
        effect.enumerators(),
        effect.barrier().directory());
  }

  @Override
  public void sendAborted(CoordinatorEffect.SendAborted effect) {
    line("tell all that %d is given up (%s)", effect.checkpointId(), effect.reason());
  }

  @Override
  public void storeManifest(CoordinatorEffect.StoreManifest effect) {
    line("store %s", effect.path());
  }

  @Override
  public void appendLog(CoordinatorEffect.AppendLog effect) {
    line("append %s", effect.entry());
  }

  @Override
  public void notifyComplete(CoordinatorEffect.NotifyComplete effect) {
    line("tell all to commit with the %s", effect.permit());
  }

  @Override
  public void removeFiles(CoordinatorEffect.RemoveFiles effect) {
    line("remove %s %s", sorted(effect.directories()), sorted(effect.files()));
  }

  private static List<String> sorted(Set<String> paths) {
    return paths.stream().sorted().toList();
  }

  @Override
  public void scheduleTimer(CoordinatorEffect.ScheduleTimer effect) {
    line("wake me at %d", effect.at());
  }

  @Override
  public void endSources(CoordinatorEffect.EndSources effect) {
    line("end the sources");
  }

  @Override
  public void failJob(CoordinatorEffect.FailJob effect) {
    line("fail the attempt: %s", effect.cause().message());
  }

  @Override
  public void answerRequest(CoordinatorEffect.AnswerRequest effect) {
    line("answer %s: %s", effect.requestId(), effect.result());
  }

  @Override
  public void completeJob(CoordinatorEffect.CompleteJob effect) {
    line("the job is complete, with %s", effect.last().map(Object::toString).orElse("no permit"));
  }

  @Override
  public void publishStatistics(CoordinatorEffect.PublishStatistics effect) {
    CheckpointStatistics statistics = effect.statistics();
    CheckpointView newest = statistics.history().get(0);
    line(
        "show %d triggered, %d in progress, %d completed, %d failed; newest: %d %s %d/%d",
        statistics.triggered(),
        statistics.inProgress(),
        statistics.completed(),
        statistics.failed(),
        newest.checkpointId(),
        newest.status(),
        newest.acknowledged(),
        newest.subtasks().size());
  }
}
