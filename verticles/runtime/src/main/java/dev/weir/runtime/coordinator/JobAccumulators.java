package dev.weir.runtime.coordinator;

import dev.weir.protocol.EncodedAccumulators;
import dev.weir.protocol.SubtaskId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the subtasks of the current attempt have added up, as far as they have told. Whoever asks
 * while the job runs is answered when all subtasks have told anew.
 */
final class JobAccumulators {

  private record Question(Set<SubtaskId> missing, Promise<List<EncodedAccumulators>> answer) {}

  private final Map<SubtaskId, EncodedAccumulators> known = new HashMap<>();
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

  void told(SubtaskId subtask, EncodedAccumulators values) {
    known.put(subtask, values);
    Iterator<Question> open = questions.iterator();
    while (open.hasNext()) {
      Question question = open.next();
      question.missing().remove(subtask);
      if (question.missing().isEmpty()) {
        open.remove();
        question.answer().complete(known());
      }
    }
  }

  void told(Map<SubtaskId, EncodedAccumulators> values) {
    values.forEach(this::told);
  }

  /**
   * @param subtasks that are asked to tell
   * @return what is known of each when they have done so, or when the attempt is over
   */
  Future<List<EncodedAccumulators>> ask(Collection<SubtaskId> subtasks) {
    if (subtasks.isEmpty()) {
      return Future.succeededFuture(known());
    }
    Question question = new Question(new HashSet<>(subtasks), Promise.promise());
    questions.add(question);
    return question.answer().future();
  }

  /** What is known of each subtask that has told. */
  List<EncodedAccumulators> known() {
    return List.copyOf(known.values());
  }

  private void answerAll() {
    List<Question> open = List.copyOf(questions);
    questions.clear();
    open.forEach(question -> question.answer().complete(known()));
  }
}
