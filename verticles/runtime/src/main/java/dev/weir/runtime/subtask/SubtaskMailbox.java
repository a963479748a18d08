package dev.weir.runtime.subtask;

import dev.weir.runtime.operators.Mailbox;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The mails of a subtask. However many come at once, its context is woken once. */
final class SubtaskMailbox implements Mailbox {

  private final Queue<Mail> mails = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean woken = new AtomicBoolean();
  private volatile @Nullable Runnable wake;

  /**
   * Mails that came before are there when the first turn comes.
   *
   * @param whenMailCame called from any thread
   */
  void onMail(Runnable whenMailCame) {
    wake = whenMailCame;
  }

  @Override
  public void execute(Mail mail) {
    mails.add(mail);
    Runnable target = wake;
    if (target != null && woken.compareAndSet(false, true)) {
      target.run();
    }
  }

  /** Runs what has come; on the thread of the subtask. */
  void runAll() throws Exception {
    woken.set(false);
    Mail mail = mails.poll();
    while (mail != null) {
      mail.run();
      mail = mails.poll();
    }
  }
}
