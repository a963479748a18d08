package dev.weir.api.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Alone: other tests print as well. */
@Isolated
class PrintSinkTest {

  private static String printed(PrintSink<String> sink, int index, int parallelism)
      throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try (SinkWriter<String> writer =
        sink.createWriter(new CollectSinkTest.Subtask(index, parallelism))) {
      writer.write("record", new CollectSinkTest.NoContext());
      writer.flush(false);
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8).strip();
  }

  @Test
  void several_subtasks_say_which_one_printed() throws Exception {
    assertThat(printed(new PrintSink<>(), 1, 4)).isEqualTo("2> record");
    assertThat(printed(new PrintSink<>("id"), 1, 4)).isEqualTo("id:2> record");
  }

  @Test
  void one_subtask_prints_the_record_as_it_is() throws Exception {
    assertThat(printed(new PrintSink<>(), 0, 1)).isEqualTo("record");
    assertThat(printed(new PrintSink<>("id"), 0, 1)).isEqualTo("id> record");
  }
}
