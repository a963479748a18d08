package dev.weir.examples.stubborn;

import dev.weir.api.DataStream;
import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.functions.MapFunction;
import dev.weir.api.sink.DiscardingSink;
import dev.weir.examples.cli.CommandLines;
import dev.weir.examples.cli.JobCommand;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;

/** One subtask fails when another hangs, which ignores that it is interrupted. */
@Command(name = "stubborn")
public final class StubbornJob extends JobCommand {

  private static final CountDownLatch HANGING = new CountDownLatch(1);

  StubbornJob() {
    super("stubborn");
  }

  public static void main(String[] args) {
    System.exit(CommandLines.of(new StubbornJob()).execute(args));
  }

  @Override
  protected void build(StreamExecutionEnvironment env) {
    DataStream<Long> numbers = env.fromSequence(1, 10);
    numbers.map(new Hang()).union(numbers.map(new Fail())).sinkTo(new DiscardingSink<>());
  }

  private static final class Hang implements MapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Long map(Long number) {
      HANGING.countDown();
      CountDownLatch never = new CountDownLatch(1);
      while (true) {
        try {
          never.await();
        } catch (InterruptedException e) {
          System.out.println("stubborn: interrupted, and what of it");
        }
      }
    }
  }

  private static final class Fail implements MapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Long map(Long number) throws Exception {
      HANGING.await();
      throw new IllegalStateException("the other subtask is to be cancelled");
    }
  }
}
