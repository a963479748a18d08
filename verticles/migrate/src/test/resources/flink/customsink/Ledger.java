package flink.customsink;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A sink in two phases. */
public class Ledger implements Sink<Long>, SupportsCommitter<String> {

  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.fromSequence(1, 10).sinkTo(new Ledger()).uid("ledger");
    env.execute();
  }

  @Override
  public CommittingSinkWriter<Long, String> createWriter(WriterInitContext context) {
    return new Pages();
  }

  @Override
  public Committer<String> createCommitter(CommitterInitContext context) {
    return new Committer<String>() {
      @Override
      public void commit(Collection<CommitRequest<String>> committables) {
        committables.forEach(each -> System.out.println(each.getCommittable()));
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public SimpleVersionedSerializer<String> getCommittableSerializer() {
    return new SimpleVersionedSerializer<String>() {
      @Override
      public int getVersion() {
        return 1;
      }

      @Override
      public byte[] serialize(String page) {
        return page.getBytes(StandardCharsets.UTF_8);
      }

      @Override
      public String deserialize(int version, byte[] bytes) throws IOException {
        return new String(bytes, StandardCharsets.UTF_8);
      }
    };
  }

  private static class Pages implements CommittingSinkWriter<Long, String> {

    private final List<Long> page = new ArrayList<>();

    @Override
    public void write(Long element, Context context) {
      page.add(element);
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public Collection<String> prepareCommit() {
      List<String> pages = page.isEmpty() ? List.of() : List.of(page.toString());
      page.clear();
      return pages;
    }

    @Override
    public void close() {}
  }
}
