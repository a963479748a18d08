package dev.weir.runtime.coordinator;

import dev.weir.protocol.SubtaskId;
import dev.weir.runtime.accumulators.AccumulatorValues;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What the subtasks of the current attempt have added up, as far as they have told. Whoever asks
 * while the job runs is answered when all subtasks have told anew.
 */
final class JobAccumulators {

  private record Question(Set<SubtaskId> missing, Consumer<AccumulatorValues> answer) {}

  private final Map<SubtaskId, AccumulatorValues> known = new HashMap<>();
  private final List<Question> questions = new ArrayList<>();

  /** What earlier attempts had added up is lost with them. */
  void attemptBegins() {
    known.clear();
    answerAll();
  }

  /** The attempt has ended: nobody will tell any more. */
  void attemptEnds() {
    answerAll();
  }

  void told(SubtaskId subtask, AccumulatorValues values) {
    known.put(subtask, values);
    Iterator<Question> open = questions.iterator();
    while (open.hasNext()) {
      Question question = open.next();
      question.missing().remove(subtask);
      if (question.missing().isEmpty()) {
        open.remove();
        question.answer().accept(merged());
      }
    }
  }

  void told(Map<SubtaskId, AccumulatorValues> values) {
    values.forEach(this::told);
  }

  /**
   * @param subtasks that have been asked to tell
   * @param answer called once
   */
  void ask(Collection<SubtaskId> subtasks, Consumer<AccumulatorValues> answer) {
    if (subtasks.isEmpty()) {
      answer.accept(merged());
    } else {
      questions.add(new Question(new HashSet<>(subtasks), answer));
    }
  }

  AccumulatorValues merged() {
    return AccumulatorValues.merge(known.values());
  }

  private void answerAll() {
    List<Question> open = List.copyOf(questions);
    questions.clear();
    open.forEach(question -> question.answer().accept(merged()));
  }
}
